import type { CalendarDay } from './calendar-day.js'

export type BulletinLanguage = 'es' | 'en'

/** The counts answer, as far as it is worded. A null is a figure hidden to protect people. */
export type BulletinReport = {
  on: CalendarDay
  since: CalendarDay
  ageRule: { limit: number; at: 'registration' | 'diagnosis' | 'report' }
  /** Absent for the nation. */
  scope?: { kind: 'national' | 'ooad' | 'hospital'; label: string } | undefined
  total: {
    patients: number | null
    paediatric: number | null
    adult: number | null
    /** Null where the tables of the cut wait. */
    hospitals: number | null
    umae: number | null
    secondLevel: number | null
  }
  balance: {
    previous: number | null
    added: number | null
    removed: { merged: number | null; withdrawn: number | null; error: number | null }
  }
}

/** The paragraph the institute publishes: how many, who, where and what changed; own sentences. No person is in it. */
export function bulletin(report: BulletinReport, lang: BulletinLanguage): string {
  const words = lang === 'es' ? spanish : english
  return [
    words.total(report),
    words.groups(report),
    report.scope?.kind === 'hospital' ? '' : words.network(report),
    words.added(report),
    words.removed(report),
    words.ageRule(report),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** 16682 is "16 mil 682", 1000 is "mil", 2345678 is "2 millones 345 mil 678": the institute's way of writing counts. */
export function countInSpanish(count: number): string {
  const millions = Math.floor(count / 1_000_000)
  const thousands = Math.floor((count % 1_000_000) / 1000)
  const units = count % 1000
  const words = [
    millions === 0 ? '' : millions === 1 ? 'un millón' : `${countInSpanish(millions)} millones`,
    thousands === 0 ? '' : thousands === 1 ? 'mil' : `${thousands} mil`,
    units === 0 ? '' : String(units),
  ].filter((word) => word !== '')
  return words.length === 0 ? '0' : words.join(' ')
}

export const countInEnglish = (count: number) => new Intl.NumberFormat('en-US').format(count)

/** Whole percent, nearest; null when a part is hidden. */
function percent(part: number | null, whole: number | null) {
  return part === null || whole === null ? null : Math.round((100 * part) / whole)
}

/** A calendar day in words. */
export function dayIn(lang: BulletinLanguage, day: CalendarDay, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(lang === 'es' ? 'es-MX' : 'en-GB', { timeZone: 'UTC', ...options })
  return format.format(new Date(`${day}T00:00:00Z`))
}

export const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const

/** Additions are those after `since`, so the period begins on the next day; null first where it is one day. */
export function period({ on, since }: Pick<BulletinReport, 'on' | 'since'>, lang: BulletinLanguage) {
  const first = new Date(Date.parse(since) + 86_400_000).toISOString().slice(0, 10)
  const sameYear = first.slice(0, 4) === on.slice(0, 4)
  const from = dayIn(lang, first, sameYear ? { day: 'numeric', month: 'long' } : longDay)
  return [first === on ? null : from, dayIn(lang, on, longDay)] as const
}

type Sentences = Record<
  'total' | 'groups' | 'network' | 'added' | 'removed' | 'ageRule',
  (report: BulletinReport) => string
>

export const plural = (count: number | null, one: string, many: string) => (count === 1 ? one : many)

/** "1 millón de personas", "2 mil personas". */
function people(count: number | null) {
  if (count === null) return 'un número reservado de personas'
  const of = count >= 1_000_000 && count % 1_000_000 === 0 ? ' de' : ''
  return `${count === 1 ? 'una' : countInSpanish(count)}${of} ${plural(count, 'persona', 'personas')}`
}

const share = (count: number | null, whole: number | null, sign: string) => {
  const rate = percent(count, whole)
  return rate === null ? '' : ` (${rate}${sign})`
}

export function placeInSpanish(scope: BulletinReport['scope']): string {
  if (scope === undefined || scope.kind === 'national') return 'En todo el país'
  return scope.kind === 'ooad' ? `En el OOAD ${scope.label}` : `En ${scope.label}`
}

export function placeInEnglish(scope: BulletinReport['scope']): string {
  if (scope === undefined || scope.kind === 'national') return 'Nationwide'
  return scope.kind === 'ooad' ? `In OOAD ${scope.label}` : `At ${scope.label}`
}

const spanish: Sentences = {
  total: ({ on, scope, total }) => {
    const verb = plural(total.patients, 'estaba registrada', 'estaban registradas')
    return `${placeInSpanish(scope)}, al ${dayIn('es', on, longDay)} ${verb} en la plataforma ${people(total.patients)} con cáncer.`
  },
  groups: ({ total: { patients, paediatric, adult } }) =>
    patients === 0
      ? ''
      : `En edad pediátrica: ${paediatric === null ? 'dato reservado' : countInSpanish(paediatric)}${share(paediatric, patients, ' por ciento')}; adultas: ${adult === null ? 'dato reservado' : countInSpanish(adult)}${share(adult, patients, ' por ciento')}.`,
  network: ({ total: { hospitals, umae, secondLevel } }) =>
    hospitals === 0 || hospitals === null || umae === null || secondLevel === null
      ? ''
      : `${plural(hospitals, 'La atiende', 'Las atienden')} ${countInSpanish(hospitals)} ${plural(hospitals, 'hospital', 'hospitales')}: ${countInSpanish(umae)} de alta especialidad (UMAE) y ${countInSpanish(secondLevel)} de segundo nivel.`,
  added: (report) => {
    const [from, to] = period(report, 'es')
    const { added, previous } = report.balance
    const when = from === null ? `El ${to}` : `Del ${from} al ${to}`
    const before = previous === null ? '' : ` a las ${countInSpanish(previous)} que ya estaban`
    return added === 0
      ? `${when} no se sumaron personas${before}.`
      : `${when} ${plural(added, 'se sumó', 'se sumaron')} ${people(added)}${before}.`
  },
  removed: ({ balance: { removed } }) => {
    const reasons = [
      [removed.merged, 'por unir expedientes de una misma persona'],
      [removed.withdrawn, 'a petición de la persona o su familia'],
      [removed.error, 'por registro equivocado'],
    ] as const
    const said = reasons.flatMap(([count, why]) =>
      count === 0 ? [] : [`${count === null ? 'un número reservado' : countInSpanish(count)} ${why}`],
    )
    return said.length === 0 ? '' : `Se dieron de baja ${listed(said, 'y')}.`
  },
  ageRule: ({ ageRule: { limit, at } }) =>
    `Se considera pediátrica a quien tenía menos de ${limit} años ${{ registration: 'al registrarse', diagnosis: 'al diagnóstico', report: 'en la fecha de corte' }[at]}.`,
}

const peopleInEnglish = (count: number | null) =>
  count === null ? 'an undisclosed number of people' : `${countInEnglish(count)} ${plural(count, 'person', 'people')}`

const english: Sentences = {
  total: ({ on, scope, total }) => {
    const verb = plural(total.patients, 'was', 'were')
    return `${placeInEnglish(scope)}, ${peopleInEnglish(total.patients)} with cancer ${verb} registered on the platform on ${dayIn('en', on, longDay)}.`
  },
  groups: ({ total: { patients, paediatric, adult } }) =>
    patients === 0
      ? ''
      : `Paediatric: ${paediatric === null ? 'undisclosed' : countInEnglish(paediatric)}${share(paediatric, patients, '%')}; adult: ${adult === null ? 'undisclosed' : countInEnglish(adult)}${share(adult, patients, '%')}.`,
  network: ({ total: { hospitals, umae, secondLevel } }) =>
    hospitals === 0 || hospitals === null || umae === null || secondLevel === null
      ? ''
      : `Care is given in ${countInEnglish(hospitals)} ${plural(hospitals, 'hospital', 'hospitals')}: ${countInEnglish(umae)} of high specialty (UMAE) and ${countInEnglish(secondLevel)} of second level.`,
  added: (report) => {
    const [from, to] = period(report, 'en')
    const { added, previous } = report.balance
    const when = from === null ? `On ${to}` : `From ${from} to ${to}`
    const before = previous === null ? '' : ` to the ${countInEnglish(previous)} already there`
    return added === 0
      ? `${when} nobody was added${before}.`
      : `${when} ${peopleInEnglish(added)} ${plural(added, 'was', 'were')} added${before}.`
  },
  removed: ({ balance: { removed } }) => {
    const reasons = [
      [removed.merged, 'by joining records of one person'],
      [removed.withdrawn, 'at the request of the person or their family'],
      [removed.error, 'as registered by mistake'],
    ] as const
    const said = reasons.flatMap(([count, why]) =>
      count === 0 ? [] : [`${count === null ? 'an undisclosed number' : countInEnglish(count)} ${why}`],
    )
    return said.length === 0 ? '' : `Taken off: ${listed(said, 'and')}.`
  },
  ageRule: ({ ageRule: { limit, at } }) =>
    `Paediatric means under ${limit} years ${{ registration: 'on registration', diagnosis: 'at diagnosis', report: 'on the day of the figures' }[at]}.`,
}

export function listed(items: readonly string[], and: string) {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`
}
