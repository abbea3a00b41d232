import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Minutes, MinutesSummary } from 'shared/minutes'
import { placeInWords } from 'shared/minutes-words'
import type { PublishedMinutes } from 'shared/published-minutes'
import { familyRelations, postKinds } from 'shared/working-group'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { download } from '../download'
import { addressOf, paths } from '../paths'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { agreementStatusWords, minutesWords } from '../words/minutes'
import { postKindWords, sessionModeWords } from '../words/working-group'
import { pdfPath } from './api'
import { Blocks } from './Blocks'
import { Progress } from './Progress'

/** Minutes as they were published: the document and nothing else, with its seal, for the screen and for paper. */
export function PublishedView({
  minutes,
  document,
  later,
  onShow,
}: {
  minutes: Minutes
  document: PublishedMinutes
  later: MinutesSummary | undefined
  onShow(id: string): void
}) {
  const words = useWords(minutesWords)
  const [busy, setBusy] = useState(false)
  const name = words.pdfName(document.number, document.versionNumber)
  const pdf = async () => {
    setBusy(true)
    await download(pdfPath(minutes), {}, name)
    setBusy(false)
  }
  return (
    <div className="g-stack">
      <div className="g-no-print g-stack">
        <Progress minutes={minutes} />
        {later && (
          <Banner
            tone="warning"
            actions={
              <Button size="small" onClick={() => onShow(later.id)}>
                {words.openErratum}
              </Button>
            }
          >
            {words.laterErratum(later.versionNumber)}
          </Banner>
        )}
        <div className="g-row">
          <Button icon="printer" onClick={() => print()}>
            {words.print}
          </Button>
          <Button icon="download" busy={busy} onClick={() => void pdf()}>
            {words.pdf}
          </Button>
        </div>
      </div>
      <Document document={document} />
      <Seal minutes={minutes} document={document} />
    </div>
  )
}

function Document({ document }: { document: PublishedMinutes }) {
  const words = useWords(minutesWords)
  const modes = useWords(sessionModeWords)
  const { number, heldOn, mode, topic, erratumReason, blocks, figures, nextPresenters } = document
  return (
    <article className="g-minutes-document">
      <h2>{words.title(number)}</h2>
      <p>{[longDay(heldOn), modes[mode], topic].filter(Boolean).join(' · ')}</p>
      {erratumReason && <p>{words.erratumOf(erratumReason)}</p>}
      <Attendance document={document} />
      <Blocks
        blocks={blocks}
        figures={figures}
        lower={1}
        hrefOf={({ reportId }) => addressOf(paths.report, { reportId })}
      />
      <Agreements document={document} />
      {nextPresenters.length > 0 && (
        <section>
          <h3>{words.next}</h3>
          <ul>
            {nextPresenters.map((place) => (
              <li key={placeInWords(place)}>{placeInWords(place)}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="g-print-only g-minutes-signatures">
        <h3>{words.signatures}</h3>
        <div>
          <span>{words.chair}</span>
          <span>{words.secretary}</span>
        </div>
      </section>
    </article>
  )
}

function Attendance({ document: { institute, families } }: { document: PublishedMinutes }) {
  const words = useWords(minutesWords)
  const kinds = useWords(postKindWords)
  const offices = [...new Set(institute.flatMap(({ place: { ooadName } }) => (ooadName === null ? [] : [ooadName])))]
  return (
    <section>
      <h3>{words.attendance}</h3>
      <dl className="g-minutes-attendance">
        {postKinds.map((kind) => {
          const present = institute.filter(({ postKind }) => postKind === kind)
          return (
            present.length > 0 && (
              <div key={kind}>
                <dt>{kinds[kind]}</dt>
                {present.map(({ post, holder, place }) => (
                  <dd key={`${post} ${holder} ${placeInWords(place)}`}>
                    {[post, placeInWords(place), holder].filter(Boolean).join(' · ')}
                  </dd>
                ))}
              </div>
            )
          )
        })}
        {offices.length > 0 && (
          <div>
            <dt>{words.offices(offices.length)}</dt>
            <dd>{offices.join(', ')}</dd>
          </div>
        )}
        {familyRelations.map((relation) => {
          const names = families.filter((family) => family.relation === relation).map(({ givenName }) => givenName)
          return (
            names.length > 0 && (
              <div key={relation}>
                <dt>{words[relation](names.length)}</dt>
                <dd>{names.join(', ')}</dd>
              </div>
            )
          )
        })}
      </dl>
    </section>
  )
}

function Agreements({ document: { agreements } }: { document: PublishedMinutes }) {
  const words = useWords(minutesWords)
  const statuses = useWords(agreementStatusWords)
  if (agreements.length === 0) return null
  return (
    <section>
      <h3>{words.agreements}</h3>
      <ul className="g-minutes-agreements">
        {agreements.map(({ id, code, text, responsible, place, caseAlias, dueOn, status, late }) => (
          <li key={id}>
            <strong>{code}</strong>
            <div>
              <p lang="es-MX">{caseAlias === null ? text : `${caseAlias}: ${text}`}</p>
              <p className="g-minutes-soft">
                {[
                  `${words.responsible}: ${responsible}`,
                  placeInWords(place) && `${words.where}: ${placeInWords(place)}`,
                  `${words.due} ${longDay(dueOn)}`,
                  `${words.state}: ${statuses[status]}${late ? `, ${words.late}` : ''}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Folio and fingerprint, and whether the document that came has it: its own text made again is the bytes that were sealed. */
function Seal({ minutes: { sha256 }, document }: { minutes: Minutes; document: PublishedMinutes }) {
  const words = useWords(minutesWords)
  const check = useQuery({
    queryKey: ['working-group', 'seal', sha256],
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: () => hasSeal(JSON.stringify(document), sha256 ?? ''),
  })
  const genuine = check.data
  return (
    <>
      {genuine === false && <Banner tone="error">{words.altered}</Banner>}
      <Card
        title={words.seal}
        actions={
          genuine === true ? (
            <StatusTag tone="success">{words.genuine}</StatusTag>
          ) : (
            genuine === null && (
              <StatusTag tone="neutral" icon="info">
                {words.unverifiable}
              </StatusTag>
            )
          )
        }
      >
        <DescriptionList
          items={[
            { term: words.folio, value: document.folio },
            { term: words.hash, value: <code className="g-minutes-code">{sha256}</code> },
          ]}
        />
      </Card>
    </>
  )
}

/** Browsers give the digest on https and on this computer's own address only. */
async function hasSeal(text: string, sha256: string): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256
}
