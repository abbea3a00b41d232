import type { Bulletin, PublishedBulletin } from 'shared/bulletins'
import { Card, DescriptionList } from '../design/Card'
import { inHospitalTime } from '../time'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'
import { CopyText } from './CopyText'
import { consentWords } from './PhotoFields'
import { Preview } from './Preview'

/** A bulletin as it was approved: it no longer changes, and a photograph whose consent is over says so. */
export function ApprovedBulletin({ bulletin, document }: { bulletin: Bulletin; document: PublishedBulletin }) {
  const words = useWords(bulletinWords)
  const { number, year, figures, approvedAt } = document
  return (
    <div className="g-stack">
      <p>
        {words.bulletin(number, year)}. {words.approvedOn(inHospitalTime(approvedAt))}
      </p>
      <div className="g-bulletin-pair">
        {(['es', 'en'] as const).map((lang) => {
          const { title, text } = document[lang]
          return (
            <Card key={lang} title={lang === 'es' ? words.spanish : words.english}>
              <div className="g-stack">
                <Preview title={title} text={text} figures={figures} lang={lang} />
                <CopyText title={title} text={text} figures={figures} lang={lang} />
              </div>
            </Card>
          )
        })}
      </div>
      {bulletin.photos.length > 0 && (
        <Card title={words.photos}>
          <ul className="g-stack">
            {bulletin.photos.map((photo) => (
              <li key={photo.url}>
                {photo.hidden ? photo.caption : <a href={photo.url}>{photo.caption}</a>}
                <br />
                <small>{consentWords(photo, words)}</small>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={words.seal}>
        <DescriptionList
          items={[
            { term: words.folio, value: `${number}/${year}` },
            { term: words.hash, value: <code className="g-bulletin-code">{bulletin.sha256}</code> },
          ]}
        />
      </Card>
    </div>
  )
}
