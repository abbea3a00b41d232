import { shownDay, shownNumber } from '../time'
import { analgesia } from './analgesia'
import { defineWords, wordsNow } from './define'
import { say } from './problems'

interface Label {
  es: string
  en: string
}

/** What is unusual about a dose, an order or a plan: short names for the kept reasons, and its numbers. */
const analgesicWarningWords = defineWords({
  es: {
    'drug-not-in-facts': 'Medicamento sin datos',
    'no-dose-fact': 'Sin dosis publicada',
    'weight-missing': 'Sin peso',
    'weight-old': 'Peso de hace más de 30 días',
    'dose-above-range': 'Dosis mayor que la publicada',
    'dose-far-above-start': 'Más de cinco veces el máximo inicial',
    'dose-below-range': 'Dosis menor que la publicada',
    'single-dose-over-maximum': 'Más que el máximo de una toma',
    'daily-dose-over-maximum': 'Más que el máximo de 24 horas',
    'too-many-doses': 'Demasiadas dosis en 24 horas',
    'interval-too-short': 'Intervalo menor que el publicado',
    'interval-too-early': 'Antes del intervalo',
    'age-contraindicated': 'Contraindicado a esa edad',
    'drug-avoided': 'Medicamento que se evita',
    'route-avoided': 'Vía que se evita',
    'only-opioid-tolerant': 'Solo para quien tolera opioides',
    'weak-opioid-step': 'Opioide débil como escalón',
    'opioids-mixed': 'Opioides que no van juntos',
    'rescue-outside-percent': 'Rescate fuera del porcentaje',
    'titration-too-fast': 'Aumento mayor de la mitad',
    'fraction-missing': 'Sin fracción',
    'fraction-differs': 'Fracción distinta',
    'replaces-plan': 'Reemplaza el plan vigente',
    'protocol-for-age': 'Protocolo de otra edad',
    'bowel-prophylaxis-missing': 'Sin laxante',
    'order-expired': 'Receta vencida',
    'dose-differs-from-order': 'Dosis distinta de la indicada',
    'rescues-in-a-day': 'Tres rescates o más en 24 horas',
    'dose-jumped': 'Más del doble de lo dado',
    'sedated-no-opioid': 'Alarma sin volver a medir',
    'too-many-days': 'Más días de los previstos',
    'nsaid-with-chemotherapy': 'Antiinflamatorio cerca de quimioterapia',
    foundAndLimit: (value: string, limit: string) => `Es ${value}; el límite, ${limit}.`,
    ordered: (dose: string) => `Lo indicado: ${dose}.`,
    expiredOn: (day: string) => `Venció el ${day}.`,
    chemotherapy: ({ es }: Label, day: string, given: boolean) =>
      given ? `${es}: se dio el ${day}.` : `${es}: programado para el ${day}.`,
    source: (source: string) => `Fuente: ${source}.`,
    unverified: 'No se volvió a leer en su fuente.',
  },
  en: {
    'drug-not-in-facts': 'Medicine without facts',
    'no-dose-fact': 'No published dose',
    'weight-missing': 'No weight',
    'weight-old': 'Weight older than 30 days',
    'dose-above-range': 'Dose above the published one',
    'dose-far-above-start': 'Above five times the starting maximum',
    'dose-below-range': 'Dose below the published one',
    'single-dose-over-maximum': 'Above the maximum of one dose',
    'daily-dose-over-maximum': 'Above the maximum of 24 hours',
    'too-many-doses': 'Too many doses in 24 hours',
    'interval-too-short': 'Interval shorter than published',
    'interval-too-early': 'Before the interval is over',
    'age-contraindicated': 'Contraindicated at that age',
    'drug-avoided': 'Medicine to be avoided',
    'route-avoided': 'Route to be avoided',
    'only-opioid-tolerant': 'Only for those who tolerate opioids',
    'weak-opioid-step': 'Weak opioid as a step',
    'opioids-mixed': 'Opioids that do not go together',
    'rescue-outside-percent': 'Rescue outside the percentage',
    'titration-too-fast': 'Raised by more than half',
    'fraction-missing': 'No fraction',
    'fraction-differs': 'Another fraction',
    'replaces-plan': 'Replaces the plan in force',
    'protocol-for-age': 'Protocol of another age',
    'bowel-prophylaxis-missing': 'No laxative',
    'order-expired': 'Expired prescription',
    'dose-differs-from-order': 'Dose differs from the order',
    'rescues-in-a-day': 'Three rescues or more in 24 hours',
    'dose-jumped': 'More than twice what was given',
    'sedated-no-opioid': 'Alarm not measured anew',
    'too-many-days': 'More days than foreseen',
    'nsaid-with-chemotherapy': 'Anti-inflammatory near chemotherapy',
    foundAndLimit: (value: string, limit: string) => `It is ${value}; the limit, ${limit}.`,
    ordered: (dose: string) => `Ordered: ${dose}.`,
    expiredOn: (day: string) => `It expired on ${day}.`,
    chemotherapy: ({ en }: Label, day: string, given: boolean) =>
      given ? `${en}: given on ${day}.` : `${en}: planned for ${day}.`,
    source: (source: string) => `Source: ${source}.`,
    unverified: 'Not read again in its source.',
  },
})

type Finding = { code: string } & Readonly<Record<string, unknown>>
const units: Readonly<Record<string, string>> = { ug: 'mcg', 'ug/h': 'mcg/h' }

/** '2.5 mg', to four decimals at most. */
export function shownAmount(value: number, unit: string | null): string {
  const decimals = (String(Math.round(value * 10_000) / 10_000).split('.')[1] ?? '').length
  return [shownNumber(value, decimals), ...(unit === null ? [] : [units[unit] ?? unit])].join(' ')
}

/** Short name of what a kept reason answered; undefined where it is none of pain relief. */
export function shortFinding(code: string): string | undefined {
  const known: Readonly<Record<string, unknown>> = wordsNow(analgesicWarningWords)
  const said = known[code]
  return typeof said === 'string' ? said : undefined
}

/** A finding as a sentence with its numbers; undefined where it is none of pain relief. */
export function sayFinding({ code, ...facts }: Finding): string | undefined {
  if (shortFinding(code) === undefined && code !== 'late-entry') return undefined
  const words = wordsNow(analgesicWarningWords)
  const { value, limit, unit, ordered, expiresOn, alerts, chemotherapy } = facts
  const known: Readonly<Record<string, unknown>> = wordsNow(analgesia)
  const of = typeof unit === 'string' ? unit : null
  return [
    say(code),
    ...(typeof value === 'number' && typeof limit === 'number'
      ? [words.foundAndLimit(shownAmount(value, of), shownAmount(limit, of))]
      : []),
    ...(typeof ordered === 'number' ? [words.ordered(shownAmount(ordered, of))] : []),
    ...(typeof expiresOn === 'string' ? [words.expiredOn(shownDay(expiresOn))] : []),
    ...(Array.isArray(alerts) ? alerts.map((alert) => `${known[alert] ?? alert}.`) : []),
    ...(Array.isArray(chemotherapy)
      ? chemotherapy.map(({ label, on, given }) => words.chemotherapy(label, shownDay(on), given))
      : []),
  ].join(' ')
}

/** What the rule or the note says, whence, and how sure. Rules are in Spanish, as their source. */
export function sayFindingSource({ text, source, confidence }: Readonly<Record<string, unknown>>): string {
  const words = wordsNow(analgesicWarningWords)
  return [
    ...(typeof text === 'string' ? [text.replaceAll('->', '→')] : []),
    ...(typeof source === 'string' ? [words.source(source)] : []),
    ...(typeof confidence === 'string' && !['verificado', 'alta'].includes(confidence) ? [words.unverified] : []),
  ].join(' ')
}
