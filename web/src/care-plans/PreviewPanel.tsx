import type { CarePlanPreview, PlanDose } from 'shared/care-plans'
import { Banner } from '../design/Banner'
import { Card, Stat } from '../design/Card'
import { medicationName, useMedications } from '../medications/api'
import { longDay, shownDay } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { CumulativeList } from './CumulativeList'
import { DoseList } from './DoseList'
import { exact } from './dose-text'
import { findingText } from './warning-text'
import './care-plans.css'

const shownDays = 3

/** What the plan would come to, as it is typed: what stops it first, then surface, first days and lifetime sums. */
export function PreviewPanel({
  preview,
  failed,
  asking,
}: {
  preview: CarePlanPreview | undefined
  failed: boolean
  asking: boolean
}) {
  const words = useWords(carePlanWords)
  if (preview === undefined)
    return (
      <Card title={words.preview}>
        <p aria-live="polite">{failed ? words.previewFailed : asking ? words.previewWorking : words.previewWait}</p>
      </Card>
    )
  const { bsaM2, administrations: doses, cumulative } = preview
  const last = lastDay(doses)
  return (
    <>
      <Stops preview={preview} />
      <Card title={words.preview} actions={asking && <span>{words.previewWorking}</span>}>
        <div className="g-plan-figures" aria-live="polite">
          <Stat figure={`${exact(bsaM2)} m²`} label={words.surface} />
          <Stat figure={exact(doses.length)} label={words.dosesPlanned} />
          {last && <Stat figure={shownDay(last)} label={words.lastDay} />}
        </div>
        <FirstDays preview={preview} />
      </Card>
      <Card title={words.cumulative}>
        <CumulativeList items={cumulative} />
      </Card>
    </>
  )
}

export const lastDay = (doses: readonly PlanDose[]) =>
  doses.reduce<string | undefined>((last, { plannedOn }) => (last && last > plannedOn ? last : plannedOn), undefined)

/** The impossible and what may not enter the spine: said plainly, with the medicine and where it stands. */
function Stops({ preview }: { preview: CarePlanPreview }) {
  const words = useWords(carePlanWords)
  const known = useMedications()
  // asked for at its own field
  const stops = preview.errors.filter(({ code }) => code !== 'authorisation-folio-required')
  if (stops.length === 0) return null
  return (
    <Banner tone="error" title={words.stops}>
      <ul>
        {stops.map((stop) => {
          const about = findingText(stop, known)
          return (
            <li key={`${stop.code} ${about}`}>
              {about && <strong>{about}: </strong>}
              {say(stop.code)}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}

function FirstDays({ preview: { administrations: doses, phases } }: { preview: CarePlanPreview }) {
  const words = useWords(carePlanWords)
  const days = [...new Set(doses.map(({ plannedOn }) => plannedOn))].sort().slice(0, shownDays)
  if (days.length === 0) return null
  return (
    <div className="g-stack">
      <h3>{words.firstDays}</h3>
      {days.map((day) => {
        const same = doses.filter(({ plannedOn }) => plannedOn === day)
        const first = same[0]
        return (
          <section key={day}>
            <h4 className="g-plan-day">
              {first && words.dayOf(first.day, phases[first.phase]?.name ?? '')} · {longDay(day)}
            </h4>
            <DoseList doses={same} />
          </section>
        )
      })}
    </div>
  )
}

export function useHighCostNames(codes: readonly string[]): string[] {
  const known = useMedications()
  return codes.map((code) => medicationName(known, code))
}
