import { textInWords } from 'shared/figure-words'
import { plainText } from 'shared/minutes-plain'
import type { PublishedBulletins } from 'shared/published'
import { Link } from 'wouter'
import { usePreferences } from '../preferences'
import { longDay, today } from '../time'
import { useWords } from '../words/define'
import { familyBulletinWords } from '../words/families-bulletins'
import { Answered, useAnswer } from './answer'
import { Page } from './Page'
import { bulletinAt, minutesAt, paths } from './places'
import { Text } from './Text'

type Bulletin = PublishedBulletins['items'][number]
const ADDRESS = 'published-bulletins?limit=50'

export function BulletinsPage() {
  const words = useWords(familyBulletinWords)
  const { language } = usePreferences()
  const answer = useAnswer<PublishedBulletins>(ADDRESS)
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <ul className="f-list">
              {items.map((it) => (
                <li key={it.bulletinId}>
                  <Link href={bulletinAt(it.bulletinId)}>{textInWords(it[language].title, it.figures, language)}</Link>
                  <p>{words.about(it.number, it.year, it.sessionNumber)}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  )
}

export function BulletinPage({ params: { bulletinId } }: { params: Readonly<Record<string, string | undefined>> }) {
  const words = useWords(familyBulletinWords)
  const { language } = usePreferences()
  const answer = useAnswer<PublishedBulletins>(ADDRESS)
  const it = answer.data?.items.find((one) => one.bulletinId === bulletinId)
  return (
    <Page
      title={it ? textInWords(it[language].title, it.figures, language) : words.title}
      lead={it && words.on(it.number, it.year, longDay(today(new Date(it.approvedAt))))}
      spoken={it && plainText(it[language].blocks, it.figures)}
      back={{ href: paths.bulletins, words: words.back }}
      printable
    >
      <Answered answer={answer}>{() => (it === undefined ? <p>{words.gone}</p> : <Bulletin it={it} />)}</Answered>
    </Page>
  )
}

function Bulletin({ it }: { it: Bulletin }) {
  const words = useWords(familyBulletinWords)
  const { language } = usePreferences()
  return (
    <>
      <Text blocks={it[language].blocks} figures={it.figures} lang={language} />
      {it.photos.length > 0 && (
        <>
          <h2>{words.photos}</h2>
          <ul className="f-links">
            {it.photos.map(({ url, caption }) => (
              <li key={url}>
                <a href={url} rel="noreferrer">
                  {caption}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="g-no-print">
        <Link href={minutesAt(it.sessionId)}>{words.minutes}</Link>
      </p>
    </>
  )
}
