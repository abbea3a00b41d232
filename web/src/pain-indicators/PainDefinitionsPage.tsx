import { PAIN_INDICATORS_VERSION, RELIEF_PERCENT, RELIEF_POINTS } from 'shared/pain-indicator-rules'
import { DefinitionCards } from '../indicators/DefinitionCards'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { painIndicatorWords } from '../words/pain-indicators'

/** What each measure of pain counts, in plain words: numerator, denominator, source and limits. */
export function PainDefinitionsPage() {
  const words = useWords(painIndicatorWords)
  const common = useWords(indicatorWords)
  const measure = (numerator: string, denominator: string, source: string, limits: string) => [
    { term: words.numerator, value: numerator },
    { term: words.denominator, value: denominator },
    { term: words.source, value: source },
    { term: words.limits, value: limits },
  ]
  return (
    <DefinitionCards
      title={words.definitions}
      lead={`${words.definitionsLead} ${words.rulesVersion(PAIN_INDICATORS_VERSION)}.`}
      back={{ words: words.back, href: paths.painIndicators }}
      definitions={[
        {
          title: words.assessed,
          text: words.defAssessed,
          items: measure(
            words.defAssessedNumerator,
            words.defAssessedDenominator,
            words.defAssessedSource,
            words.defAssessedLimits,
          ),
        },
        {
          title: words.treated,
          text: words.defTreated,
          items: measure(
            words.defTreatedNumerator,
            words.defTreatedDenominator,
            words.defTreatedSource,
            words.defTreatedLimits,
          ),
        },
        {
          title: words.reassessed,
          text: words.defReassessed,
          items: measure(
            words.defReassessedNumerator,
            words.defReassessedDenominator,
            words.defReassessedSource,
            words.defReassessedLimits,
          ),
        },
        {
          title: words.relieved,
          text: words.defRelieved,
          items: measure(
            words.defRelievedNumerator(RELIEF_POINTS, RELIEF_PERCENT),
            words.defRelievedDenominator,
            words.defRelievedSource,
            words.defRelievedLimits,
          ),
        },
        { title: words.defOpioids, text: `${words.defOpioidsCounted} ${words.defOpioidsText}`, items: [] },
        {
          title: words.defEffects,
          text: `${words.defEffectsText} ${words.defEffectsCounted}`,
          items: [{ term: words.limits, value: words.defEffectsLimits }],
        },
        { title: words.reliefTitle, text: words.reliefSource, items: [] },
        { title: common.past, text: common.pastText, items: [] },
        { title: common.who, text: common.whoText, items: [] },
      ]}
    />
  )
}
