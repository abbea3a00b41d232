import type { CountRow, Counts } from 'shared/counts'
import type { Ooad } from 'shared/network'
import { Link } from 'wouter'
import { Card } from '../design/Card'
import { RankedDots } from '../design/charts/RankedDots'
import { type Column, DataTable } from '../design/DataTable'
import { Tabs } from '../design/Tabs'
import { addressOf as addressOfPage, paths } from '../paths'
import { longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { downloadTable } from './api'
import { figure } from './figure'
import { addressOf, type Question } from './question'

/** Every hospital at once, so that a print holds them all (the network has some two hundred); on a phone a handful. */
export const atOnce = matchMedia('(max-width: 40rem)').matches ? 10 : 250

/** The hospitals of the answer, as a table to sort and as dots in order. */
export function Hospitals({
  counts,
  question,
  offices,
}: {
  counts: Counts
  question: Question
  offices: readonly Ooad[]
}) {
  const words = useWords(countWords)
  const table = <HospitalTable counts={counts} question={question} offices={offices} />
  if (counts.rows.length < 2) return <Card>{table}</Card>
  return (
    <Card>
      <Tabs
        label={words.hospitalTable}
        tabs={[
          { key: 'table', title: words.hospitalAsTable, content: table },
          { key: 'chart', title: words.hospitalAsChart, content: <HospitalRanking counts={counts} /> },
        ]}
      />
    </Card>
  )
}

function HospitalTable({
  counts,
  question,
  offices,
}: {
  counts: Counts
  question: Question
  offices: readonly Ooad[]
}) {
  const words = useWords(countWords)
  const names = new Map(offices.map(({ code, name }) => [code, name]))
  const level = (it: CountRow) => (it.level === null ? '' : it.level === 'umae' ? words.umae : words.secondLevel)
  const place = (it: CountRow) => {
    const office = it.ooadCode === null ? undefined : names.get(it.ooadCode)
    return [level(it), office].filter(Boolean).join(' · ')
  }
  const search = new URLSearchParams(addressOf(question)).toString()
  const columns: readonly Column<CountRow>[] = [
    {
      key: 'label',
      header: words.hospital,
      title: true,
      cell: ({ key, label, organizationId }) =>
        organizationId === null ? (
          label
        ) : (
          <Link href={`${addressOfPage(paths.hospital, { clues: key })}${search && `?${search}`}`}>{label}</Link>
        ),
      value: ({ label }) => label,
    },
    { key: 'place', header: words.place, cell: place, value: place },
    people('paediatric', words.paediatric),
    people('adult', words.adult),
    people('patients', words.patients),
    people('added', words.addedShort),
  ]
  return (
    <DataTable
      caption={`${words.hospitalTable}, ${longDay(counts.on)}`}
      columns={columns}
      rows={counts.rows}
      rowKey={({ key }) => key}
      sort={{ key: 'patients', descending: true }}
      empty={{ title: words.emptyTable, text: words.emptyTableText }}
      total={{
        key: 'total',
        label: words.totalRow,
        organizationId: null,
        level: null,
        ooadCode: null,
        paediatric: counts.total.paediatric,
        adult: counts.total.adult,
        patients: counts.total.patients,
        added: counts.balance.added,
      }}
      pageLength={atOnce}
      onExport={(format) => void downloadTable('tableByHospital', question, counts.on, format)}
    />
  )
}

export function HospitalRanking({ counts, own }: { counts: Counts; own?: string }) {
  const words = useWords(countWords)
  const half = holdingHalf(counts)
  return (
    <RankedDots
      title={half === null ? words.rankEmpty : words.rankTitle(shownNumber(half), shownNumber(counts.rows.length))}
      note={longDay(counts.on)}
      ranked={counts.rows.map(({ key, label, patients, level }) => ({
        key,
        label,
        value: patients,
        own: key === own,
        ...(level !== null && { group: level }),
      }))}
      fileName={`girasol-hospitales-${counts.on}`}
    />
  )
}

/** How many of the largest hospitals it takes to reach half of the people; null where a figure is hidden or none is there. */
function holdingHalf({ rows }: Pick<Counts, 'rows'>): number | null {
  const sizes = rows.map(({ patients }) => patients)
  const all = sizes.reduce((sum, it) => (sum === null || it === null ? null : sum + it), 0)
  if (all === null || all === 0) return null
  let reached = 0
  let taken = 0
  for (const size of sizes.map((it) => it ?? 0).sort((a, b) => b - a)) {
    if (2 * reached >= all) break
    reached += size
    taken += 1
  }
  return taken
}

function people(key: 'paediatric' | 'adult' | 'patients' | 'added', header: string): Column<CountRow> {
  return { key, header, numeric: true, cell: (row) => figure(row[key]), value: (row) => row[key] }
}
