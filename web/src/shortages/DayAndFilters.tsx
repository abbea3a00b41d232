import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { shortageFilters } from 'shared/shortages'
import { shortageStatuses } from 'shared/treatment'
import { keepFocus, lastPublished } from '../counts/Cut'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { MedicationField } from '../medications/MedicationField'
import { ooads } from '../network/api'
import { HospitalField, useReach } from '../network/HospitalField'
import { longDay, today } from '../time'
import { useTryOut } from '../try-out'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { type BoardFilter, isNarrowed } from './filter'

type Props = { filter: BoardFilter; narrow: (change: Partial<BoardFilter>) => void }

/** The day the board shows, in sight at all times, and what narrows it. */
export function DayAndFilters({ filter, narrow }: Props) {
  const words = useWords(shortageWords)
  const counts = useWords(countWords)
  const demo = useTryOut() !== null
  const on = filter.on || today()
  const past = on < today()
  return (
    <search className="g-card g-stack" aria-label={words.filters}>
      <div className="g-shortage-day">
        <p role="status">
          {words.asOf} <strong>{longDay(on)}</strong>
        </p>
        <StatusTag tone={past ? 'sun' : 'success'}>{past ? words.isPast : words.isToday}</StatusTag>
        {past && (
          <span className="g-no-print">
            <Button size="small" onClick={() => narrow({ on: '' })}>
              {words.todayAgain}
            </Button>
          </span>
        )}
        {demo && on !== lastPublished.on && (
          <span className="g-no-print">
            <Button size="small" onClick={() => narrow({ on: lastPublished.on })}>
              {counts.lastPublished(longDay(lastPublished.on))}
            </Button>
          </span>
        )}
      </div>
      <div className="g-stack g-no-print">
        <DayForm key={filter.on} filter={filter} narrow={narrow} />
        <Filters filter={filter} narrow={narrow} />
      </div>
    </search>
  )
}

function DayForm({ filter, narrow }: Props) {
  const words = useWords(shortageWords)
  const [day, setDay] = useState(filter.on)
  const [pressed, press] = useState(false)
  const error =
    day === ''
      ? undefined
      : !/^\d{4}-\d{2}-\d{2}$/.test(day)
        ? 'date-unreadable'
        : day > today()
          ? 'future-date'
          : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    press(true)
    if (error === undefined) narrow({ on: day === today() ? '' : day })
    else document.getElementById('shortages-on')?.focus()
  }
  return (
    <form onSubmit={submit} noValidate className="g-shortage-ask">
      <DateField
        id="shortages-on"
        label={words.asOf}
        hint={words.asOfHint}
        error={pressed ? error : undefined}
        value={day}
        onChange={setDay}
      />
      <Button type="submit" icon="calendar" onMouseDown={keepFocus}>
        {words.show}
      </Button>
    </form>
  )
}

function Filters({ filter, narrow }: Props) {
  const words = useWords(shortageWords)
  const offices = useQuery(ooads)
  const { national, ids, ooads: reached } = useReach()
  return (
    <div className="g-shortage-filters">
      {national && (
        <SelectField
          label={words.office}
          empty={words.anyOffice}
          value={filter.ooad}
          onChange={({ target }) => narrow({ ooad: target.value })}
          choices={(offices.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {(national || reached.length > 0 || ids.length > 1) && (
        <HospitalField
          label={words.hospital}
          empty={words.anyHospital}
          value={filter.organizationId}
          onChange={(organizationId) => narrow({ organizationId })}
        />
      )}
      <MedicationField
        label={words.medication}
        empty={words.anyMedication}
        value={filter.medication}
        onChange={(medication) => narrow({ medication })}
      />
      <SelectField
        label={words.status}
        empty={words.waiting}
        value={filter.status}
        onChange={({ target }) => narrow({ status: shortageFilters.find((it) => it === target.value) ?? '' })}
        choices={[
          ...shortageStatuses.map((value) => ({ value, label: words[value] })),
          { value: 'all', label: words.all },
        ]}
      />
      {isNarrowed(filter) && (
        <Button
          kind="quiet"
          icon="close"
          onClick={() => narrow({ ooad: '', medication: '', organizationId: '', status: '' })}
        >
          {words.clear}
        </Button>
      )}
    </div>
  )
}
