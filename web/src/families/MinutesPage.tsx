import { useState } from 'react'
import { plainText } from 'shared/minutes-plain'
import type { PublishedMinutes } from 'shared/published-minutes'
import { Link, useSearchParams } from 'wouter'
import { Button } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { send } from '../send'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyMinutesWords } from '../words/families-minutes'
import { Answered, sayFailure, useAnswer } from './answer'
import { Note } from './Note'
import { Page } from './Page'
import { agreementAt, minutesAt, paths } from './places'
import { Text } from './Text'

type Sealed = { it: PublishedMinutes; sha256: string }

/** The answer is the document byte for byte, and its ETag is the seal that stands on the print. */
const readSealed = async (response: Response): Promise<Sealed> => ({
  it: await response.json(),
  sha256: (response.headers.get('ETag') ?? '').replaceAll('"', ''),
})

export function MinutesPage({ params: { sessionId = '' } }: { params: Readonly<Record<string, string | undefined>> }) {
  const words = useWords(familyMinutesWords)
  const names = useWords(familyWords)
  const [search] = useSearchParams()
  const version = search.get('version')
  const address = `published-sessions/${encodeURIComponent(sessionId)}`
  const answer = useAnswer<Sealed>(
    version === null ? address : `${address}?version=${encodeURIComponent(version)}`,
    readSealed,
  )
  const it = answer.data?.it
  return (
    <Page
      title={it ? words.title(it.number) : words.listTitle}
      lead={it && words.lead(longDay(it.heldOn), names[it.mode])}
      spoken={it && `${words.title(it.number)}. ${plainText(it.blocks, it.figures)}`}
      back={{ href: paths.minutesList, words: words.back }}
      printable={it !== undefined}
    >
      <Answered answer={answer}>
        {({ it, sha256 }) => <Minutes it={it} sha256={sha256} old={version !== null} />}
      </Answered>
    </Page>
  )
}

function Minutes({ it, sha256, old }: Sealed & { old: boolean }) {
  const words = useWords(familyMinutesWords)
  return (
    <>
      <Versions it={it} old={old} />
      {it.topic !== null && <p>{words.topic(it.topic)}</p>}
      <Text blocks={it.blocks} figures={it.figures} />
      {it.figures.length > 0 && (
        <p className="g-no-print">
          <Link href={paths.figures}>{words.figuresMean}</Link>
        </p>
      )}
      <h2>{words.agreed}</h2>
      <Agreed agreements={it.agreements} />
      {it.nextPresenters.length > 0 && (
        <>
          <h2>{words.next}</h2>
          <ul className="f-bullets">
            {it.nextPresenters.map(({ organizationId, ooadCode, hospital, ooadName }) => (
              <li key={organizationId ?? ooadCode}>{hospital ?? ooadName}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.who}</h2>
      <Attendance it={it} />
      <Download it={it} />
      <p className="f-small">{words.folio(it.folio)}</p>
      {sha256 && <p className="f-seal">{words.seal(sha256)}</p>}
      <div className="g-no-print">
        <Disclosure title={words.sealWhat}>
          <p>{words.sealText}</p>
        </Disclosure>
      </div>
    </>
  )
}

/** The file is asked for as who is signed in: an address alone would open for nobody. */
function Download({ it: { sessionId, number, versionNumber } }: { it: PublishedMinutes }) {
  const words = useWords(familyMinutesWords)
  const names = useWords(familyWords)
  const [busy, work] = useState(false)
  const [error, fail] = useState<unknown>()
  async function save() {
    work(true)
    fail(undefined)
    try {
      const address = `/api/published-sessions/${sessionId}/minutes.pdf?version=${versionNumber}`
      const file = URL.createObjectURL(await (await send(new Request(address))).blob())
      const link = Object.assign(document.createElement('a'), { href: file, download: `minuta-${number}.pdf` })
      link.click()
      setTimeout(() => URL.revokeObjectURL(file), 60_000) // some phones begin to save only after a while
    } catch (failed) {
      fail(failed)
    } finally {
      work(false)
    }
  }
  return (
    <div className="f-stack g-no-print">
      {error !== undefined && <Note tone="warning">{sayFailure(error, names)}</Note>}
      <Button icon="download" wide busy={busy} busyWords={names.loading} onClick={() => void save()}>
        {words.pdf}
      </Button>
    </div>
  )
}

/** An erratum stands beside what it corrects: one can read both. */
function Versions({ it, old }: { it: PublishedMinutes; old: boolean }) {
  const words = useWords(familyMinutesWords)
  const here = minutesAt(it.sessionId)
  if (it.erratumReason === null && !old) return null
  return (
    <Note tone="info" title={old ? words.oldTitle : words.correctedTitle}>
      {it.erratumReason !== null && <p>{words.correctedWhy(it.erratumReason)}</p>}
      {it.versionNumber > 1 && (
        <p>
          <Link href={`${here}?version=${it.versionNumber - 1}`}>{words.older}</Link>
        </p>
      )}
      {old && (
        <p>
          <Link href={here}>{words.newest}</Link>
        </p>
      )}
    </Note>
  )
}

function Agreed({ agreements }: Pick<PublishedMinutes, 'agreements'>) {
  const words = useWords(familyMinutesWords)
  if (agreements.length === 0) return <p>{words.agreedNone}</p>
  return (
    <ul className="f-list">
      {agreements.map(({ id, code, text, responsible, place, dueOn, caseAlias }) => (
        <li key={id}>
          <p>
            <strong>{code}</strong> {caseAlias !== null && `${caseAlias}: `}
            {text}
          </p>
          <p>
            {words.answers(
              [responsible, caseAlias === null && (place.hospital ?? place.ooadName)].filter(Boolean).join(', '),
            )}{' '}
            {words.due(longDay(dueOn))}
          </p>
          <Link className="g-no-print" href={agreementAt(id)}>
            {words.how}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Attendance({ it: { families, institute } }: { it: PublishedMinutes }) {
  const words = useWords(familyMinutesWords)
  const named = (relation: 'mother' | 'father' | 'guardian') =>
    families.filter((it) => it.relation === relation).map(({ givenName }) => givenName)
  const kinds = [
    [words.mothers, named('mother')],
    [words.fathers, named('father')],
    [words.guardians, named('guardian')],
  ] as const
  return (
    <>
      {families.length > 0 && <h3>{words.families}</h3>}
      {kinds.map(([said, of]) => of.length > 0 && <p key={said('')}>{said(of.join(', '))}</p>)}
      {institute.length > 0 && <h3>{words.institute}</h3>}
      <ul className="f-bullets">
        {institute.map(({ post, holder, place }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a published list never changes its order
          <li key={n}>{[post, holder, place.hospital ?? place.ooadName].filter(Boolean).join(', ')}</li>
        ))}
      </ul>
    </>
  )
}
