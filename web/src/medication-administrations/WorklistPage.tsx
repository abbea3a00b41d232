import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { WorklistItem } from 'shared/medication-administrations'
import { administrationStatuses } from 'shared/treatment'
import { useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Icon } from '../design/Icon'
import { Menu, MenuItem } from '../design/Menu'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { download } from '../download'
import { hospitalsByIds } from '../network/api'
import { useOwnHospitalIds } from '../patients/own-hospitals'
import { currentLanguage } from '../preferences'
import { longDay, today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { given, type WorklistFilter, worklist } from './api'
import { PersonDay } from './PersonDay'
import './WorklistPage.css'

const names = { day: 'dia', organizationId: 'hospital', service: 'servicio', status: 'estado' } as const

/** The ward's day: what waits of earlier days in its own band, then the day, person by person. */
export function WorklistPage() {
  const words = useWords(doseWords)
  const hospitalIds = useOwnHospitalIds()
  const [search, setSearch] = useSearchParams()
  const asked = (name: keyof typeof names) => search.get(names[name]) ?? ''
  const filter: WorklistFilter = {
    day: /^\d{4}-\d{2}-\d{2}$/.test(asked('day')) ? asked('day') : today(),
    organizationId: hospitalIds.find((id) => id === asked('organizationId')) ?? hospitalIds[0] ?? '',
    service: asked('service').slice(0, 120),
    status: administrationStatuses.find((it) => it === asked('status')) ?? '',
    patientId: '',
  }
  const query = useInfiniteQuery(worklist(filter))
  const narrow = (change: Partial<Record<keyof typeof names, string>>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change)) {
          const key = names[name as keyof typeof names]
          if (value) next.set(key, value)
          else next.delete(key)
        }
        return next
      },
      { replace: true },
    )
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} actions={<Tools filter={filter} />} />
      <div className="g-stack">
        <Filters
          filter={filter}
          hospitalIds={hospitalIds}
          services={servicesOf(query.data?.pages.flatMap(({ items }) => items) ?? [], filter.service)}
          onNarrow={narrow}
        />
        <Answer query={query} lines={8}>
          {({ pages }) => (
            <>
              <Day items={pages.flatMap(({ items }) => items)} day={filter.day} />
              {query.hasNextPage && (
                <div className="g-row g-no-print">
                  <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {words.more}
                  </Button>
                </div>
              )}
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function Tools({ filter }: { filter: WorklistFilter }) {
  const words = useWords(doseWords)
  const shared = useWords(common)
  return (
    <>
      <Button icon="printer" onClick={() => print()}>
        {words.print}
      </Button>
      <Menu label={words.download} icon="download">
        {(close) =>
          (['xlsx', 'csv'] as const).map((format) => (
            <MenuItem
              key={format}
              icon="table"
              onClick={() => {
                const asked = { ...given(filter), format, lang: currentLanguage() }
                void download('worklist', asked, `girasol-${filter.day}.${format}`)
                close()
              }}
            >
              {format === 'xlsx' ? shared.exportXlsx : shared.exportCsv}
            </MenuItem>
          ))
        }
      </Menu>
    </>
  )
}

function Filters({
  filter,
  hospitalIds,
  services,
  onNarrow,
}: {
  filter: WorklistFilter
  hospitalIds: readonly string[]
  services: readonly string[]
  onNarrow: (change: Partial<Record<keyof typeof names, string>>) => void
}) {
  const words = useWords(doseWords)
  const hospitals = useQuery(hospitalsByIds(hospitalIds)).data ?? []
  return (
    <search className="g-worklist-filters g-no-print">
      <DateField
        label={words.day}
        hint={words.dayHint}
        value={filter.day}
        onChange={(day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && onNarrow({ day })}
      />
      {hospitalIds.length > 1 && (
        <SelectField
          label={words.hospital}
          empty={false}
          value={filter.organizationId}
          onChange={({ target }) => onNarrow({ organizationId: target.value })}
          choices={hospitals.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SelectField
        label={words.service}
        empty={words.anyService}
        value={filter.service}
        onChange={({ target }) => onNarrow({ service: target.value })}
        choices={services.map((value) => ({ value, label: value }))}
      />
      <SelectField
        label={words.status}
        empty={words.anyStatus}
        value={filter.status}
        onChange={({ target }) => onNarrow({ status: target.value })}
        choices={(['planned', 'in-progress', 'completed', 'not-done'] as const).map((value) => ({
          value,
          label: doseWord(value),
        }))}
      />
    </search>
  )
}

const servicesOf = (items: readonly WorklistItem[], chosen: string) =>
  [...new Set([...items.flatMap(({ service }) => service ?? []), ...(chosen ? [chosen] : [])])].sort()

function Day({ items, day }: { items: readonly WorklistItem[]; day: string }) {
  const words = useWords(doseWords)
  if (items.length === 0) return <EmptyState icon="check" title={words.none} text={words.noneText} />
  const late = items.filter(({ daysLate }) => daysLate > 0)
  const due = items.filter(({ daysLate }) => daysLate === 0)
  const waiting = items.filter(({ status }) => status === 'planned' || status === 'in-progress').length
  const people = new Set(items.map(({ patientId }) => patientId)).size
  return (
    <div className="g-stack">
      <p role="status">
        {words.summary(people, items.length, waiting)} <span className="g-field-hint">{words.live}</span>
      </p>
      {late.length > 0 && (
        <section className="g-worklist-band g-worklist-late" aria-labelledby="late">
          <h2 id="late">
            <Icon name="warning" /> {words.late}
          </h2>
          <p>{words.lateText}</p>
          <People items={late} day={day} />
        </section>
      )}
      <section className="g-worklist-band" aria-labelledby="due">
        <h2 id="due">{day === today() ? words.ofToday(longDay(day)) : words.ofDay(longDay(day))}</h2>
        {due.length === 0 ? <p>{words.none}</p> : <People items={due} day={day} />}
      </section>
    </div>
  )
}

/** One card for each person and planned day, in the order of the list. */
function People({ items, day }: { items: readonly WorklistItem[]; day: string }) {
  const groups = new Map<string, WorklistItem[]>()
  for (const item of items) {
    const key = `${item.plannedOn} ${item.patientId}`
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return (
    <ul className="g-worklist-people">
      {[...groups].map(([key, doses]) => (
        <li key={key}>
          <PersonDay doses={doses} day={day} />
        </li>
      ))}
    </ul>
  )
}
