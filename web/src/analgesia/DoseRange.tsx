import { type DoseFinding, type DoseQuestion, doseFindings, impossibleDose } from 'shared/analgesic-checks'
import { boundsHold, boundsOf, type DoseSubject, factsFor, fromMg } from 'shared/analgesic-doses'
import type { PainProtocol } from 'shared/analgesic-facts'
import type { AnalgesicUnit } from 'shared/pain'
import { Icon } from '../design/Icon'
import { shownNumber } from '../time'
import { sayFinding, shownAmount } from '../words/analgesic-warnings'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { reliefWords } from '../words/relief'
import './relief.css'

type ReliefWords = ReturnType<typeof useWords<(typeof reliefWords)['es']>>

/** What the facts publish for this person, drug and route, in the unit that is being typed. */
export function DoseRange({
  protocol,
  subject,
  unit,
}: {
  protocol: PainProtocol
  subject: DoseSubject
  unit: AnalgesicUnit
}) {
  const words = useWords(reliefWords)
  const { facts, nearest } = factsFor(protocol, subject)
  const holding = facts.filter((fact) => boundsHold(fact, subject.opioidStatus))
  if (holding.length === 0) return <p className="g-relief-soft">{words.noRange}</p>
  return (
    <ul className="g-relief-ranges">
      {holding.map((fact) => {
        const bounds = boundsOf(fact, subject.weightKg)
        const parts = bounds.needsWeight ? [words.rangeNeedsWeight] : rangeParts(words, bounds, unit)
        const { intervalHoursMin: low, intervalHoursMax: high } = fact
        if (low !== null) parts.push(words.everyHours(shownNumber(low), shownNumber(high ?? low)))
        const weighed = fact.perKg || fact.weightBands !== null
        const weight = weighed && subject.weightKg !== null ? words.forWeight(shownAmount(subject.weightKg, null)) : ''
        return (
          <li key={fact.id}>
            {words.published(parts.join('; '), weight)}.{' '}
            <span className="g-relief-source">
              {fact.population}
              {nearest && ` (${words.nearestAge})`}. {fact.source}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function rangeParts(words: ReliefWords, bounds: ReturnType<typeof boundsOf>, unit: AnalgesicUnit): string[] {
  const flow = unit.endsWith('/h')
  const inUnit = (mg: number | null) => (mg === null ? null : fromMg(mg, unit === 'mL' ? 'mg' : unit))
  const said = (value: number) => shownAmount(value, unit === 'mL' ? 'mg' : unit)
  const [low, high, single] = [inUnit(bounds.minMg), inUnit(bounds.maxMg), flow ? null : inUnit(bounds.maxSingleMg)]
  return [
    ...(low !== null && high !== null ? [low === high ? said(low) : words.fromTo(said(low), said(high))] : []),
    ...(single === null ? [] : [words.maxSingle(said(single))]),
    ...(bounds.maxDailyMg === null ? [] : [words.maxDaily(shownAmount(bounds.maxDailyMg, 'mg'))]),
  ]
}

/** What is unusual or cannot be about a dose, as it is typed; the server judges again when it is saved. */
export function LiveFindings({
  protocol,
  question,
  findings = doseFindings(protocol, question),
}: {
  protocol: PainProtocol
  question: DoseQuestion
  findings?: readonly DoseFinding[]
}) {
  const words = useWords(reliefWords)
  const impossible = impossibleDose(protocol, question)
  const first = findings.filter(({ code }, at) => findings.findIndex((it) => it.code === code) === at)
  return (
    <div aria-live="polite">
      {impossible.length > 0 ? (
        impossible.map(({ code }) => (
          <p key={code} className="g-field-message g-field-error">
            <Icon name="error" size={18} />
            <span>{say(code)}</span>
          </p>
        ))
      ) : first.length > 0 ? (
        <>
          <p className="g-field-message g-field-warning">
            <Icon name="warning" size={18} />
            <span>{words.willAsk}</span>
          </p>
          <ul className="g-relief-findings">
            {first.map((finding) => (
              <li key={finding.code}>{sayFinding({ ...finding })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
