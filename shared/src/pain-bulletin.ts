import {
  type BulletinLanguage,
  type BulletinReport,
  countInEnglish,
  countInSpanish,
  listed,
  period,
  placeInEnglish,
  placeInSpanish,
  plural,
} from './bulletin.js'
import type { Share } from './indicators.js'
import type { PainIndicators } from './pain-indicators.js'

/** The answer on pain, as far as it is worded. */
export type PainBulletinReport = Pick<PainIndicators, 'on' | 'since' | 'rules' | 'total'> &
  Pick<BulletinReport, 'scope'>

/** How pain was met, in a paragraph to publish or to quote in minutes; own sentences. No person is in it. */
export function painBulletin(report: PainBulletinReport, lang: BulletinLanguage): string {
  const words = lang === 'es' ? spanish : english
  return [
    words.assessed(report),
    words.treated(report),
    words.reassessed(report),
    words.relieved(report),
    words.opioids(report),
    words.harm(report),
    words.rule(report),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

type Sentences = Record<
  'assessed' | 'treated' | 'reassessed' | 'relieved' | 'opioids' | 'harm' | 'rule',
  (report: PainBulletinReport) => string
>

const breathing = ({ adverseEffects }: PainIndicators['total']) =>
  adverseEffects.find(({ effect }) => effect === 'respiratory-depression')?.personDays ?? 0

const es = countInSpanish
const rate = ({ percent }: Share) => (percent === null ? '' : ` (${percent} por ciento)`)
/** "30", "30 o 45": hospitals may have set their own. */
const within = (minutes: readonly number[], or: string) => listed(minutes.map(String), or)

const spanish: Sentences = {
  assessed: (report) => {
    const { assessed } = report.total
    const [from, to] = period(report, 'es')
    const where = `${placeInSpanish(report.scope)}, ${from === null ? `el ${to}` : `del ${from} al ${to}`}`
    return assessed.denominator === 0
      ? `${where} no hubo días con dosis de tratamiento.`
      : `${where} se valoró el dolor en ${es(assessed.numerator)} de ${es(assessed.denominator)} ${plural(assessed.denominator, 'día-persona', 'días-persona')} con dosis de tratamiento${rate(assessed)}.`
  },
  treated: ({ total: { treated, followed } }) =>
    treated.denominator === 0
      ? 'No se registraron dolores moderados o intensos con su plazo cumplido.'
      : `De ${es(treated.denominator)} ${plural(treated.denominator, 'dolor moderado o intenso', 'dolores moderados o intensos')}, ${es(treated.numerator)} ${plural(treated.numerator, 'se atendió', 'se atendieron')} en ${within(followed.answerMinutes, 'o')} minutos${rate(treated)}.`,
  reassessed: ({ total: { reassessedInTime: share } }) =>
    share.denominator === 0
      ? ''
      : `De ${es(share.denominator)} dosis de analgésico, ${es(share.numerator)} ${plural(share.numerator, 'se revaloró', 'se revaloraron')} a tiempo${rate(share)}.`,
  relieved: ({ total: { relieved: share } }) =>
    share.denominator === 0
      ? ''
      : `De las ${es(share.denominator)} revaloradas que atendían un dolor moderado o intenso, ${es(share.numerator)} lo ${plural(share.numerator, 'alivió', 'aliviaron')}${rate(share)}.`,
  opioids: ({ total: { opioidDays } }) =>
    opioidDays === 0
      ? ''
      : `Se dieron opioides en ${es(opioidDays)} ${plural(opioidDays, 'día-persona', 'días-persona')}.`,
  harm: ({ total }) => {
    const days = breathing(total)
    const said = [
      ...(days === 0 ? [] : [`depresión respiratoria en ${es(days)} ${plural(days, 'día-persona', 'días-persona')}`]),
      ...(total.naloxoneDoses === 0 ? [] : [`${es(total.naloxoneDoses)} dosis de naloxona`]),
    ]
    return said.length === 0 ? '' : `Se registró ${listed(said, 'y')}.`
  },
  rule: ({ rules: { reliefPoints, reliefPercent }, total: { relieved } }) =>
    relieved.denominator === 0
      ? ''
      : `Alivio es que el dolor baje al menos ${reliefPoints} puntos de 10 o ${reliefPercent} por ciento.`,
}

const en = countInEnglish
const rateEn = ({ percent }: Share) => (percent === null ? '' : ` (${percent}%)`)

const english: Sentences = {
  assessed: (report) => {
    const { assessed } = report.total
    const [from, to] = period(report, 'en')
    const where = `${placeInEnglish(report.scope)}, ${from === null ? `on ${to}` : `from ${from} to ${to}`},`
    return assessed.denominator === 0
      ? `${where} there were no days with a dose of treatment.`
      : `${where} pain was assessed on ${en(assessed.numerator)} of ${en(assessed.denominator)} person-days with a dose of treatment${rateEn(assessed)}.`
  },
  treated: ({ total: { treated, followed } }) =>
    treated.denominator === 0
      ? 'No moderate or severe pain whose time had passed was recorded.'
      : `Of ${en(treated.denominator)} moderate or severe ${plural(treated.denominator, 'pain', 'pains')}, ${en(treated.numerator)} ${plural(treated.numerator, 'was', 'were')} answered within ${within(followed.answerMinutes, 'or')} minutes${rateEn(treated)}.`,
  reassessed: ({ total: { reassessedInTime: share } }) =>
    share.denominator === 0
      ? ''
      : `Of ${en(share.denominator)} ${plural(share.denominator, 'dose', 'doses')} of an analgesic, ${en(share.numerator)} ${plural(share.numerator, 'was', 'were')} reassessed in time${rateEn(share)}.`,
  relieved: ({ total: { relieved: share } }) =>
    share.denominator === 0
      ? ''
      : `Of the ${en(share.denominator)} reassessed that answered a moderate or severe pain, ${en(share.numerator)} relieved it${rateEn(share)}.`,
  opioids: ({ total: { opioidDays } }) =>
    opioidDays === 0
      ? ''
      : `Opioids were given on ${en(opioidDays)} ${plural(opioidDays, 'person-day', 'person-days')}.`,
  harm: ({ total }) => {
    const days = breathing(total)
    const doses = total.naloxoneDoses
    const said = [
      ...(days === 0 ? [] : [`respiratory depression on ${en(days)} ${plural(days, 'person-day', 'person-days')}`]),
      ...(doses === 0 ? [] : [`${en(doses)} ${plural(doses, 'dose', 'doses')} of naloxone`]),
    ]
    return said.length === 0 ? '' : `Recorded: ${listed(said, 'and')}.`
  },
  rule: ({ rules: { reliefPoints, reliefPercent }, total: { relieved } }) =>
    relieved.denominator === 0 ? '' : `Relief is a fall of at least ${reliefPoints} points of 10 or ${reliefPercent}%.`,
}
