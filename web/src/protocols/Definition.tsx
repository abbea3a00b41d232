import type { DraftPhase, ProtocolDraft } from 'shared/protocols'
import { type Column, DataTable } from '../design/DataTable'
import { Tabs } from '../design/Tabs'
import { medicationName, useMedications } from '../medications/api'
import { useWords } from '../words/define'
import { lineWords } from '../words/protocol-lines'
import { protocolWords } from '../words/protocols'
import { byDay, byMedication, type TableRow } from './definition-rows'
import { daysText, doseText, preparationText } from './line-text'

/** Phases as tables: what goes on each day, or on which days each medication goes. */
export function Definition({ definition }: { definition: ProtocolDraft }) {
  const words = useWords(protocolWords)
  if (definition.phases.length === 0) return <p>{words.empty}</p>
  const list = (rowsOf: (phase: DraftPhase) => TableRow[], dayFirst: boolean) =>
    definition.phases.map((phase, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: phases have no other name of their own, and this list stands still
      <Phase key={at} phase={phase} rows={rowsOf(phase)} dayFirst={dayFirst} />
    ))
  return (
    <Tabs
      label={words.days}
      tabs={[
        { key: 'medication', title: words.byMedication, content: list(byMedication, false) },
        { key: 'day', title: words.byDay, content: list(byDay, true) },
      ]}
    />
  )
}

function Phase({ phase, rows, dayFirst }: { phase: DraftPhase; rows: TableRow[]; dayFirst: boolean }) {
  const words = useWords(protocolWords)
  const said = useWords(lineWords)
  const known = useMedications()
  const { name = '—', kind, cycleDays, cycles } = phase
  const facts = [
    kind !== undefined && kind !== 'other' && words[kind],
    cycleDays !== undefined && words.phaseLine(`${cycleDays}`, cycles ?? 1),
  ].filter(Boolean)
  const days: Column<TableRow> = {
    key: 'days',
    header: words.days,
    ...(dayFirst && { title: true }),
    cell: ({ days, doses, follows }) => (
      <>
        <span className={follows ? 'g-days g-days-follow' : 'g-days'}>{daysText(days, words.dayRange)}</span>
        {doses > days.length && <span className="g-protocol-small"> · {words.doses(doses)}</span>}
      </>
    ),
  }
  const medication: Column<TableRow> = {
    key: 'medication',
    header: words.medication,
    ...(!dayFirst && { title: true }),
    cell: ({ line }) => (
      <span className="g-protocol-name">
        <strong>{line.medication === undefined ? said.unknown : medicationName(known, line.medication)}</strong>
        {line.purpose && line.purpose !== 'antineoplastic' && (
          <span className="g-protocol-small">{said[line.purpose]}</span>
        )}
      </span>
    ),
  }
  const columns: readonly Column<TableRow>[] = [
    ...(dayFirst ? [days, medication] : [medication]),
    { key: 'dose', header: words.dose, cell: ({ line }) => doseText(line) },
    {
      key: 'route',
      header: words.route,
      cell: ({ line: { route } }) =>
        route && <span className={route === 'IT' ? 'g-spine' : undefined}>{said[route]}</span>,
    },
    ...(dayFirst ? [] : [days]),
    { key: 'preparation', header: words.preparation, cell: ({ line }) => preparationText(line) },
    {
      key: 'conditions',
      header: words.conditions,
      cell: ({ conditions }) =>
        conditions.length > 0 && (
          <ul className="g-protocol-lines">
            {conditions.map(({ text, days: only }) => (
              <li key={text}>{only === null ? text : said.onDays(daysText(only, words.dayRange), text)}</li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <div className="g-phase">
      <p className="g-protocol-small">{facts.join(' · ')}</p>
      <DataTable
        caption={name}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        empty={{ title: words.empty }}
        copy={false}
        pageLength={400}
      />
    </div>
  )
}
