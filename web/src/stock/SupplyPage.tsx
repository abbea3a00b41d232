import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { keepFocus, lastPublished } from '../counts/Cut'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { HospitalField, useHospitalsInReach } from '../network/HospitalField'
import { paths } from '../paths'
import { longDay, today } from '../time'
import { useTryOut } from '../try-out'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { stockWords } from '../words/stock'
import { forecast, stock } from './api'
import { ForecastTable, Unforeseen } from './ForecastTable'
import { StockDialog } from './StockDialog'
import { StockTable } from './StockTable'
import '../shortages/Shortages.css'

const names = { hospital: 'hospital', on: 'al' } as const

/** What the plans of one hospital will ask of its pharmacy, against what it counted. */
export function SupplyPage() {
  const words = useWords(stockWords)
  const [search, setSearch] = useSearchParams()
  const hospitals = useHospitalsInReach()
  const [counting, count] = useState(false)
  const [saved, setSaved] = useState('')
  const organizationId = search.get(names.hospital) ?? (hospitals.length === 1 ? (hospitals[0]?.id ?? '') : '')
  const asked = search.get(names.on) ?? ''
  const on = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : ''
  const go = (change: { hospital?: string; on?: string }) => {
    const next = { hospital: organizationId, on, ...change }
    setSearch(
      new URLSearchParams([
        ...(next.hospital ? [[names.hospital, next.hospital]] : []),
        ...(next.on ? [[names.on, next.on]] : []),
      ]),
    )
  }
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            <ButtonLink icon="warning" href={paths.shortages}>
              {words.toBoard}
            </ButtonLink>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
            {organizationId !== '' && (
              <Button kind="primary" icon="pencil" onClick={() => count(true)}>
                {words.count}
              </Button>
            )}
          </>
        }
      />
      <div className="g-stack">
        <Question key={on} organizationId={organizationId} on={on} go={go} />
        {saved !== '' && (
          <Banner tone="success" onClose={() => setSaved('')}>
            {words.saved(saved)}
          </Banner>
        )}
        {organizationId === '' ? (
          <Card>
            <EmptyState icon="hospital" title={words.chooseTitle} text={words.chooseText} />
          </Card>
        ) : (
          <Supply organizationId={organizationId} on={on} />
        )}
      </div>
      {counting && <StockDialog organizationId={organizationId} onSaved={setSaved} onClose={() => count(false)} />}
    </>
  )
}

function Supply({ organizationId, on }: { organizationId: string; on: string }) {
  const planned = useQuery(forecast(organizationId, on))
  const counted = useQuery(stock(organizationId, on))
  return (
    <>
      <Answer query={planned} lines={8}>
        {(answer) => (
          <div className="g-stack">
            <Card>
              <ForecastTable forecast={answer} />
            </Card>
            {answer.unforeseen.length > 0 && (
              <Card>
                <Unforeseen forecast={answer} />
              </Card>
            )}
          </div>
        )}
      </Answer>
      <Answer query={counted} lines={4}>
        {({ items }) => (
          <Card>
            <StockTable items={items} />
          </Card>
        )}
      </Answer>
    </>
  )
}

function Question({
  organizationId,
  on,
  go,
}: {
  organizationId: string
  on: string
  go: (change: { hospital?: string; on?: string }) => void
}) {
  const words = useWords(stockWords)
  const counts = useWords(countWords)
  const demo = useTryOut() !== null
  const [day, setDay] = useState(on)
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
    if (error === undefined) go({ on: day === today() ? '' : day })
    else document.getElementById('supply-on')?.focus()
  }
  return (
    <section className="g-card g-stack" aria-label={words.on}>
      <p role="status">
        {words.on} <strong>{longDay(on || today())}</strong>
      </p>
      <form className="g-shortage-filters g-no-print" onSubmit={submit} noValidate>
        <HospitalField label={words.hospital} value={organizationId} onChange={(hospital) => go({ hospital })} />
        <DateField
          id="supply-on"
          label={words.on}
          hint={words.onHint}
          error={pressed ? error : undefined}
          value={day}
          onChange={setDay}
        />
        <Button type="submit" icon="calendar" onMouseDown={keepFocus}>
          {words.show}
        </Button>
        {demo && on !== lastPublished.on && (
          <Button onClick={() => go({ on: lastPublished.on })}>
            {counts.lastPublished(longDay(lastPublished.on))}
          </Button>
        )}
      </form>
      <Disclosure title={words.method}>
        <ul className="g-stack">
          {[words.method1, words.method2, words.method3, words.method4].map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Disclosure>
    </section>
  )
}
