import { useQuery } from '@tanstack/react-query'
import type { ProtocolDifference, ProtocolDifferenceAnswer } from 'shared/protocol-library'
import type { DraftMedication } from 'shared/protocols'
import { useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { StatusTag } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { medicationName, useMedications } from '../medications/api'
import { addressOf, paths } from '../paths'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import { lineWords } from '../words/protocol-lines'
import { protocolWords } from '../words/protocols'
import { protocolDifference } from './api'
import { ExampleMark } from './ExampleMark'
import { doseText, gateTexts, preparationText } from './line-text'
import './protocols.css'
import './DifferencePage.css'

type PhaseChange = ProtocolDifference['phases'][number]
type LineChange = PhaseChange['days'][number]['medications'][number]

/** Two versions side by side: only what differs. */
export function DifferencePage({ protocolId }: { protocolId: string }) {
  const words = useWords(protocolWords)
  const [search] = useSearchParams()
  const query = useQuery(protocolDifference(protocolId, search.get('de') ?? '', search.get('a') ?? ''))
  return (
    <>
      <PageHeader
        title={words.compareTitle}
        actions={
          <>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
            <ButtonLink href={addressOf(paths.protocol, { protocolId })}>{words.name}</ButtonLink>
          </>
        }
      />
      <Answer query={query} lines={8}>
        {(answer) => <Compared {...answer} />}
      </Answer>
    </>
  )
}

function Compared({ from, to, difference }: ProtocolDifferenceAnswer) {
  const words = useWords(protocolWords)
  return (
    <div className="g-stack">
      {(from.example || to.example) && <ExampleMark long />}
      <div className="g-sides g-sides-head">
        <p>
          <span className="g-protocol-small">{words.from}</span>
          <strong>{words.sideOf(from.name, from.number)}</strong>
          <span>{from.hospital ?? words.network}</span>
        </p>
        <p>
          <span className="g-protocol-small">{words.to}</span>
          <strong>{words.sideOf(to.name, to.number)}</strong>
          <span>{to.hospital ?? words.network}</span>
        </p>
      </div>
      {difference.same && <EmptyState icon="success" title={words.same} text={words.sameText} />}
      {difference.phases.map((phase, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: phases have no other name of their own, and this list stands still
        <Phase key={at} phase={phase} />
      ))}
      <Citations title={words.sourcesAdded} list={difference.sources.added} />
      <Citations title={words.sourcesRemoved} list={difference.sources.removed} />
    </div>
  )
}

function Citations({ title, list }: { title: string; list: readonly string[] }) {
  if (list.length === 0) return null
  return (
    <Card title={title}>
      <ul className="g-stack">
        {list.map((citation) => (
          <li key={citation}>{citation}</li>
        ))}
      </ul>
    </Card>
  )
}

function Phase({ phase: { change, from, to, fields, days } }: { phase: PhaseChange }) {
  const words = useWords(protocolWords)
  return (
    <Card title={to?.name ?? from?.name ?? '—'} actions={<Change change={change} />}>
      <div className="g-stack">
        {fields.length > 0 && (
          <div className="g-sides">
            <Head head={from} fields={fields} />
            <Head head={to} fields={fields} />
          </div>
        )}
        {days.map(({ day, change: ofDay, medications }) => (
          <section key={`${day} ${ofDay}`} className="g-stack">
            <div className="g-row">
              <h3>{words.dayOf(day ?? '—')}</h3>
              {ofDay !== 'changed' && <Change change={ofDay} />}
            </div>
            {medications.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice in a day
              <Line key={at} line={line} />
            ))}
          </section>
        ))}
      </div>
    </Card>
  )
}

function Change({ change }: { change: PhaseChange['change'] }) {
  const words = useWords(protocolWords)
  const tone = { added: 'success', removed: 'error', changed: 'info' } as const
  return <StatusTag tone={tone[change]}>{words[change]}</StatusTag>
}

function Head({ head, fields }: { head: PhaseChange['from']; fields: readonly string[] }) {
  const words = useWords(protocolWords)
  const editor = useWords(editorWords)
  const kinds: Readonly<Record<string, unknown>> = words
  const shown = (['name', 'kind', 'cycleDays', 'cycles'] as const).filter((field) => fields.includes(field))
  return (
    <dl className="g-side-facts">
      {shown.map((field) => {
        const value = head?.[field]
        return (
          <div key={field}>
            <dt>{editor[field]}</dt>
            <dd>{field === 'kind' ? String(kinds[String(value)] ?? '—') : (value ?? '—')}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function Line({ line: { change, from, to, fields } }: { line: LineChange }) {
  const words = useWords(protocolWords)
  const names: Readonly<Record<string, unknown>> = words
  const said = fields.map((field) => names[`field${field.charAt(0).toUpperCase()}${field.slice(1)}`] ?? field)
  return (
    <div className="g-line-change">
      <div className="g-sides">
        <Side line={from} look={change === 'removed' ? 'removed' : undefined} />
        <Side line={to} look={change === 'added' ? 'added' : undefined} />
      </div>
      {fields.length > 0 && <p className="g-protocol-small">{words.lineChanged(said.join(', '))}</p>}
    </div>
  )
}

function Side({ line, look }: { line: DraftMedication | null; look: 'added' | 'removed' | undefined }) {
  const words = useWords(protocolWords)
  const said = useWords(lineWords)
  const known = useMedications()
  if (line === null) return <p className="g-side g-side-none">—</p>
  const rest = [line.purpose && said[line.purpose], preparationText(line), ...gateTexts(line), line.note].filter(
    Boolean,
  )
  return (
    <div className={look === undefined ? 'g-side' : `g-side g-side-${look}`}>
      {look && <span className="g-hidden">{words[look]}: </span>}
      <strong>{line.medication === undefined ? said.unknown : medicationName(known, line.medication)}</strong>
      <span>{[doseText(line), line.route && said[line.route]].filter(Boolean).join(' · ')}</span>
      {rest.length > 0 && <span className="g-protocol-small">{rest.join(' · ')}</span>}
    </div>
  )
}
