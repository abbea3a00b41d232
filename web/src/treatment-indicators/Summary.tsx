import { delayBands } from 'shared/indicator-rules'
import type { Figures, IndicatorRules } from 'shared/treatment-indicators'
import { Card } from '../design/Card'
import { Bars } from '../indicators/Bars'
import { ShareCard } from '../indicators/ShareCard'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import '../indicators/indicators.css'

/** The indicators of one reach: the four that are read out, and what they are made of. */
export function Summary({ figures, rules }: { figures: Figures; rules: IndicatorRules }) {
  const words = useWords(indicatorWords)
  const { doses, onTime, adherence, omitted, firstTreatment, delay, substituted } = figures
  const unavailable = omitted.byReason.find(({ reason }) => reason === 'not-available')?.doses ?? 0
  const people = firstTreatment.denominator + firstTreatment.withoutDiagnosisDate
  return (
    <div className="g-stack g-indicators">
      <section aria-label={words.main} className="g-indicator-cards">
        <ShareCard title={words.onTime} share={onTime} of={words.ofDoses} none={words.noDoses}>
          {words.onTimeNote(rules.toleranceDays)}
        </ShareCard>
        <ShareCard title={words.adherence} share={adherence} of={words.ofDoses} none={words.noDoses}>
          {words.adherenceNote(rules.fullDosePercent)}
        </ShareCard>
        <ShareCard title={words.omitted} share={omitted} of={words.ofDoses} none={words.noDoses}>
          {words.omittedNote(shownNumber(unavailable))}
        </ShareCard>
        <ShareCard
          title={words.firstTreatment}
          share={firstTreatment}
          of={words.ofPeople}
          none={people === 0 ? words.noPeople : ''}
        >
          {words.firstTreatmentNote(rules.startWithinDays)}{' '}
          {firstTreatment.withoutDiagnosisDate > 0 &&
            words.withoutDiagnosis(
              firstTreatment.withoutDiagnosisDate,
              shownNumber(firstTreatment.withoutDiagnosisDate),
            )}
        </ShareCard>
      </section>
      <div className="g-indicator-parts">
        <Card title={words.outcome}>
          <div className="g-stack">
            <p>{words.outcomeText(shownNumber(doses), doses)}</p>
            <Bars
              label={words.outcome}
              all={doses}
              bars={[
                { key: 'given', label: words.given, value: figures.given },
                { key: 'partial', label: words.partial, value: figures.partial },
                { key: 'omitted', label: words.notGiven, value: omitted.numerator, tone: 'alarm' },
                { key: 'without', label: words.withoutRecord, value: figures.withoutRecord, tone: 'quiet' },
              ]}
            />
            {substituted.numerator > 0 && (
              <p>{words.substituted(shownNumber(substituted.numerator), shownNumber(substituted.denominator))}</p>
            )}
          </div>
        </Card>
        <Card title={words.reasons}>
          {omitted.numerator === 0 ? (
            <p>{words.reasonsNone}</p>
          ) : (
            <Bars
              label={words.reasons}
              all={omitted.numerator}
              bars={omitted.byReason
                .filter(({ reason, doses }) => doses > 0 || reason === 'not-available')
                .map(({ reason, doses }) => ({
                  key: reason,
                  label: words.reason(reason),
                  value: doses,
                  ...(reason === 'not-available' && { tone: 'alarm' as const }),
                }))}
            />
          )}
        </Card>
        <Card title={words.delay}>
          {delay.median === null || delay.p90 === null ? (
            <p>{words.delayNone}</p>
          ) : (
            <div className="g-stack">
              <p>{words.delayText(delay.median, delay.p90)}</p>
              <Bars
                label={words.delay}
                all={delay.doses}
                bars={delayBands.map((band) => ({ key: band, label: words.band(band), value: delay.bands[band] }))}
              />
            </div>
          )}
        </Card>
      </div>
    </div>
  )
}
