import { FULL_DOSE_PERCENT, INDICATORS_VERSION, START_WITHIN_DAYS, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { DefinitionCards } from '../indicators/DefinitionCards'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'

/** What each indicator counts, in plain words, with the formula and what stays out. */
export function DefinitionsPage() {
  const words = useWords(indicatorWords)
  const formula = (numerator: string, denominator: string = words.defDoses) => ({
    term: words.formula,
    value: words.formulaOf(numerator, denominator),
  })
  const out = (value: string) => ({ term: words.out, value })
  const definitions = [
    { title: words.base, text: words.baseText, items: [out(words.baseOut)] },
    {
      title: words.onTime,
      text: words.defOnTimeText,
      items: [formula(words.defOnTimeNumerator(USUAL_TOLERANCE)), out(words.defOnTimeOut)],
    },
    {
      title: words.adherence,
      text: words.defAdherenceText,
      items: [formula(words.defAdherenceNumerator(FULL_DOSE_PERCENT)), out(words.defAdherenceOut)],
    },
    { title: words.defDelay, text: words.defDelayText, items: [out(words.defDelayOut)] },
    {
      title: words.omitted,
      text: words.defOmittedText,
      items: [formula(words.defOmittedNumerator), out(words.defOmittedOut)],
    },
    {
      title: words.defWithoutRecord,
      text: words.defWithoutRecordText,
      items: [formula(words.defWithoutRecordNumerator)],
    },
    {
      title: words.defSubstituted,
      text: words.defSubstitutedText,
      items: [formula(words.defSubstitutedNumerator, words.defSubstitutedDenominator)],
    },
    {
      title: words.firstTreatment,
      text: words.defFirstText,
      items: [formula(words.defFirstNumerator(START_WITHIN_DAYS), words.defFirstDenominator), out(words.defFirstOut)],
    },
    { title: words.age, text: words.defAgeText, items: [] },
    { title: words.past, text: words.pastText, items: [] },
    { title: words.who, text: words.whoText, items: [] },
  ]
  return (
    <DefinitionCards
      title={words.definitions}
      lead={`${words.definitionsLead} ${words.rulesVersion(INDICATORS_VERSION)}.`}
      back={{ words: words.back, href: paths.indicators }}
      definitions={definitions}
    />
  )
}
