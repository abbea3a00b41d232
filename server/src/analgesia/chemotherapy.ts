import { knownDrug } from 'shared/analgesic-drugs'
import { ruleOf, togetherWith } from 'shared/analgesic-facts'
import { addDays, type CalendarDay, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { fold } from 'shared/fold'
import type { OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import type { Warning } from '../problem.js'
import { painProtocol } from './catalogue.js'
import type { analgesicOrders } from './table.js'

/** Acetylsalicylic acid too; metamizole is none. */
export const isNsaid = (drug: string): boolean => knownDrug(drug)?.class === 'nsaid'

const CODE = 'nsaid-with-chemotherapy'
/** Days before and after: our own limit, wider than the 72 hours of R-AINE-ONC, which speaks of one of them. */
const DAYS = 7

const oncologyRule = ruleOf(painProtocol, 'R-AINE-ONC')
/** "metotrexato dosis alta" is metotrexato: which dose is high the record does not say, so that any asks. */
const watched = togetherWith(oncologyRule).flatMap((name) => {
  const medication = medications.get(fold(name).split(' ')[0] ?? '')
  return medication === undefined ? [] : [medication.code]
})

/** A dose of what an anti-inflammatory makes more toxic. */
export interface Chemotherapy {
  medication: string
  /** Day on which it was given, or is planned. */
  on: CalendarDay
  given: boolean
}

const AROUND = `
select medication, day::text as "on", given from (
  select coalesce(substitution ->> 'toMedication', medication) as medication, status in ('completed', 'in-progress') as given,
    coalesce((given_at at time zone '${MEXICO_CITY}')::date, planned_on) as day
  from medication_administrations
  where patient_id = $1 and status in ('planned', 'in-progress', 'completed')
) as doses
where medication = any ($2::text[]) and day between $3::date - ${DAYS} and $3::date + ${DAYS}
order by given desc, day, medication`

/** What of it was given to a person in the week before an instant, or is planned (or was given) in the week after it. */
export async function chemotherapyAround(
  { query }: OpenScope,
  patientId: string,
  drugs: readonly string[],
  at: Date,
): Promise<Chemotherapy[]> {
  if (!drugs.some(isNsaid)) return []
  const parameters = [patientId, `{${watched.join(',')}}`, dayIn(MEXICO_CITY, at)]
  return query<Chemotherapy & Record<string, unknown>>(AROUND, parameters)
}

/**
 * An anti-inflammatory beside it asks for a reason (R-AINE-ONC). What the order was asked about already is not asked
 * again: only what came nearer than a week since then.
 */
export function besideChemotherapy(
  around: readonly Chemotherapy[],
  order: Pick<typeof analgesicOrders.$inferSelect, 'confirmedWarnings' | 'recordedAt'> | undefined,
  at: string,
): Warning[] {
  const answered = order?.confirmedWarnings.some(({ code }) => code === CODE) === true
  const askedUpTo = answered && order !== undefined ? addDays(dayIn(MEXICO_CITY, order.recordedAt), DAYS) : ''
  const open = around.filter(({ on }) => on > askedUpTo)
  if (open.length === 0 || oncologyRule === undefined) return []
  const { id: ruleId, source, confidence, text } = oncologyRule
  return [
    {
      pointer: `${at}/drug`,
      code: CODE,
      ...{ ruleId, factId: null, source, confidence, text, value: null, limit: null, unit: null },
      chemotherapy: open.map((dose) => ({ ...dose, label: medications.get(dose.medication)?.label })),
    },
  ]
}
