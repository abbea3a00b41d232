import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { hospitalsByIds } from '../network/api'
import { useOwnHospitalIds } from '../patients/own-hospitals'
import { clockTime } from '../time'
import { useWords } from '../words/define'
import { wardWords } from '../words/ward'
import { ward } from './api'
import { useServerClock } from './clock'
import { useLiveDue } from './live'
import { bands, rowsOf, type WardRow } from './rows'
import { WardTable } from './WardTable'
import './WardPage.css'

const names = { hospital: 'hospital', service: 'servicio' } as const

/** The ward: whose pain is to be looked at again, late first, as it changes. */
export function WardPage() {
  const words = useWords(wardWords)
  const hospitalIds = useOwnHospitalIds()
  const [search, setSearch] = useSearchParams()
  const asked = search.get(names.hospital)
  const organizationId = hospitalIds.find((id) => id === asked) ?? hospitalIds[0] ?? ''
  const service = (search.get(names.service) ?? '').slice(0, 120)
  const go = (change: { hospital?: string; service?: string }) => {
    const next = { hospital: asked ?? '', service, ...change }
    setSearch(
      new URLSearchParams(
        Object.entries(next).flatMap(([key, value]) => (value ? [[names[key as 'hospital'], value]] : [])),
      ),
      { replace: true },
    )
  }
  return (
    <div className="g-ward">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <Button icon="printer" onClick={() => print()}>
            {words.print}
          </Button>
        }
      />
      <Ward key={organizationId} organizationId={organizationId} service={service} go={go} hospitalIds={hospitalIds} />
    </div>
  )
}

function Ward({
  organizationId,
  service,
  hospitalIds,
  go,
}: {
  organizationId: string
  service: string
  hospitalIds: readonly string[]
  go: (change: { hospital?: string; service?: string }) => void
}) {
  const words = useWords(wardWords)
  const { query: due, live } = useLiveDue(organizationId)
  const people = useInfiniteQuery(ward(organizationId, service))
  const now = useServerClock(due.data?.now, due.dataUpdatedAt)
  const persons = people.data?.pages.flatMap(({ items }) => items) ?? []
  const rows = rowsOf(persons, due.data?.items ?? [], service)
  const services = [...persons, ...(due.data?.items ?? [])].flatMap((it) => it.service ?? [])
  return (
    <div className="g-stack">
      <search className="g-ward-filters g-no-print">
        {hospitalIds.length > 1 && <HospitalChoice ids={hospitalIds} value={organizationId} onChange={go} />}
        <SelectField
          label={words.service}
          empty={words.anyService}
          value={service}
          onChange={({ target }) => go({ service: target.value })}
          choices={[...new Set([...services, ...(service ? [service] : [])])]
            .sort((a, b) => a.localeCompare(b, 'es-MX'))
            .map((value) => ({ value, label: value }))}
        />
        {live === true && (
          <StatusTag tone="success" icon="success">
            {words.live}
          </StatusTag>
        )}
      </search>
      {live === false && due.data !== undefined && (
        <Banner tone="warning">{words.notLive(clockTime(new Date(due.dataUpdatedAt)))}</Banner>
      )}
      <Answer query={people} lines={8}>
        {() => (
          <Answer query={due} lines={8}>
            {() => <Bands rows={rows} now={now} filtered={service !== ''} />}
          </Answer>
        )}
      </Answer>
      {people.hasNextPage && (
        <div className="g-row g-no-print">
          <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  )
}

function HospitalChoice({
  ids,
  value,
  onChange,
}: {
  ids: readonly string[]
  value: string
  onChange: (change: { hospital: string; service: string }) => void
}) {
  const words = useWords(wardWords)
  const hospitals = useQuery(hospitalsByIds(ids)).data ?? []
  return (
    <SelectField
      label={words.hospital}
      empty={false}
      value={value}
      onChange={({ target }) => onChange({ hospital: target.value, service: '' })}
      choices={hospitals.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

function Bands({ rows, now, filtered }: { rows: readonly WardRow[]; now: number; filtered: boolean }) {
  const words = useWords(wardWords)
  if (rows.length === 0)
    return filtered ? (
      <EmptyState icon="search" title={words.noneFiltered} text={words.noneFilteredText} />
    ) : (
      <EmptyState icon="check" title={words.none} text={words.noneText} />
    )
  const { late, due, calm } = bands(rows, now)
  return (
    <div className="g-stack">
      <p role="status">{words.summary(late.length, due.length, rows.length)}</p>
      {late.length > 0 && (
        <div className="g-ward-late">
          <WardTable caption={words.late} rows={late} now={now} />
        </div>
      )}
      {due.length > 0 && <WardTable caption={words.due} rows={due} now={now} />}
      {calm.length > 0 && <WardTable caption={words.calm} rows={calm} now={now} />}
    </div>
  )
}
