import type { PainFigures, PainIndicatorRules } from 'shared/pain-indicators'
import { Card, DescriptionList } from '../design/Card'
import { Bars } from '../indicators/Bars'
import { ShareCard } from '../indicators/ShareCard'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { painIndicatorWords } from '../words/pain-indicators'
import '../indicators/indicators.css'

/** The indicators of one reach: the four of the loop, opioids, and what they did besides. */
export function PainSummary({ figures, rules }: { figures: PainFigures; rules: PainIndicatorRules }) {
  const words = useWords(painIndicatorWords)
  const common = useWords(indicatorWords)
  const { assessed, treated, reassessedInTime, relieved, adverseEffects, followed } = figures
  const seen = adverseEffects.reduce((sum, { personDays }) => sum + personDays, 0)
  return (
    <div className="g-stack g-indicators">
      <section aria-label={common.main} className="g-indicator-cards">
        <ShareCard title={words.assessed} share={assessed} of={words.assessedOf} none={words.assessedNone}>
          {words.assessedNote}
        </ShareCard>
        <ShareCard title={words.treated} share={treated} of={words.treatedOf} none={words.treatedNone}>
          {words.treatedNote(followed.answerMinutes)}
        </ShareCard>
        <ShareCard
          title={words.reassessed}
          share={reassessedInTime}
          of={words.reassessedOf}
          none={words.reassessedNone}
        >
          {words.reassessedNote}
        </ShareCard>
        <ShareCard title={words.relieved} share={relieved} of={words.reassessedOf} none={words.relievedNone}>
          {words.relievedNote(rules.reliefPoints, rules.reliefPercent)}
        </ShareCard>
      </section>
      <div className="g-indicator-parts">
        <Card title={words.opioids}>
          <div className="g-stack">
            <DescriptionList
              items={[
                { term: words.opioidDays, value: shownNumber(figures.opioidDays) },
                { term: words.naloxone, value: shownNumber(figures.naloxoneDoses) },
              ]}
            />
            <p className="g-indicator-note">{words.record}</p>
          </div>
        </Card>
        <Card title={words.effects}>
          {seen === 0 ? (
            <p>{words.effectsNone}</p>
          ) : (
            <div className="g-stack">
              <p>{words.effectsText}</p>
              <Bars
                label={words.effects}
                all={seen}
                bars={adverseEffects
                  .filter(({ personDays }) => personDays > 0)
                  .map(({ effect, personDays }) => ({
                    key: effect,
                    label: words.effect(effect),
                    value: personDays,
                    ...(effect === 'respiratory-depression' && { tone: 'alarm' as const }),
                  }))}
              />
            </div>
          )}
        </Card>
      </div>
    </div>
  )
}
