import { ageInYears } from 'shared/age'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { CumulativeFamily, LifetimeLimit } from 'shared/medication-catalogue'
import type { DoseUnit } from 'shared/medications'
import type { OpenScope } from '../access/scope.js'
import { cumulativeFamilies } from '../medications/catalogue.js'
import type { Dose } from './rows.js'
import type { Warning } from './rules.js'

type Given = Pick<Dose, 'patientId' | 'medication' | 'substitution' | 'doseGiven' | 'unit' | 'bsaM2' | 'givenAt'> & {
  birthDate: string
}

interface Sum {
  /** Amounts in the family's unit, each substance by its factor. */
  perM2: number
  total: number
}
interface Row extends Record<string, unknown> {
  medication: string
  unit: DoseUnit
  per_m2: string | null
  total: string | null
}

const BEFORE = `
select coalesce(substitution ->> 'toMedication', medication) as medication, coalesce(substitution ->> 'unit', unit::text) as unit,
  sum(dose_given / bsa_m_2) as per_m2, sum(dose_given) as total
from medication_administrations
where patient_id = $1 and status = 'completed' and coalesce(substitution ->> 'toMedication', medication) = any ($2::text[])
group by 1, 2
union all
select medication, 'mg', sum(amount_per_m_2), null from prior_exposures
where patient_id = $1 and status = 'final' and medication = any ($2::text[]) group by 1`

/** Milligrams in one; international units and volumes are no weight and stay as they are. */
const inMilligrams: Partial<Record<DoseUnit, number>> = { mg: 1, g: 1000, ug: 0.001 }

/**
 * What each dose would add to a life beyond a ceiling (catalogue), reckoned after those before it in the list. The
 * person's row is locked until the transaction ends, so that two doses given at once are added one after the other.
 */
export async function lifetimeWarnings(scope: OpenScope, doses: readonly Given[]): Promise<Warning[][]> {
  const families = doses.map((dose) => cumulativeFamilies.filter(({ members }) => members.some(isOf(dose))))
  const added = new Map<string, Sum>()
  const warnings: Warning[][] = []
  for (const [at, dose] of doses.entries()) {
    const found: Warning[] = []
    for (const family of dose.doseGiven === null ? [] : (families[at] ?? [])) {
      const key = `${dose.patientId} ${family.code}`
      const before = added.get(key) ?? (await sumBefore(scope, dose, family))
      const now = plus(before, contribution(family, dose))
      added.set(key, now)
      const exceeded = family.limits.find((limit) => exceeds(limit, now, dose))
      if (exceeded !== undefined)
        found.push({
          code: 'lifetime-dose',
          pointer: '#/doseGiven',
          family: family.code,
          limit: exceeded.value,
          unit: exceeded.unit,
          per: exceeded.per,
          sum: Math.round((exceeded.per === 'm2' ? now.perM2 : now.total) * 10) / 10,
        })
    }
    warnings.push(found)
  }
  return warnings
}

const medicineOf = ({ substitution, medication }: Given) => substitution?.toMedication ?? medication
const isOf = (dose: Given) => (member: { medication: string }) => member.medication === medicineOf(dose)
const plus = (a: Sum, b: Sum): Sum => ({ perM2: a.perM2 + b.perM2, total: a.total + b.total })

async function sumBefore({ query }: OpenScope, dose: Given, family: CumulativeFamily): Promise<Sum> {
  await query('select id from patients where id = $1 for update', [dose.patientId])
  const names = family.members.map(({ medication }) => medication)
  const rows = await query<Row>(BEFORE, [dose.patientId, `{${names.join(',')}}`])
  return rows.reduce(
    (sum, { medication, unit, per_m2, total }) => {
      const factor = (inMilligrams[unit] ?? 1) * factorOf(family, medication)
      const perM2 = Number(per_m2 ?? 0) * factor
      // what was received elsewhere is known by surface only
      return plus(sum, { perM2, total: total === null ? perM2 * (dose.bsaM2 ?? 0) : Number(total) * factor })
    },
    { perM2: 0, total: 0 },
  )
}

const factorOf = ({ members }: CumulativeFamily, medication: string) =>
  members.find((member) => member.medication === medication)?.factor ?? 0

function contribution(family: CumulativeFamily, dose: Given): Sum {
  const unit = dose.substitution?.unit ?? dose.unit
  const amount = (dose.doseGiven ?? 0) * (inMilligrams[unit] ?? 1) * factorOf(family, medicineOf(dose))
  return { perM2: dose.bsaM2 === null ? 0 : amount / dose.bsaM2, total: amount }
}

function exceeds({ value, per, fromAge, toAge }: LifetimeLimit, sum: Sum, dose: Given): boolean {
  const age = ageInYears(dose.birthDate, dayIn(MEXICO_CITY, dose.givenAt ?? new Date()))
  if ((fromAge !== undefined && age < fromAge) || (toAge !== undefined && age >= toAge)) return false
  return (per === 'm2' ? sum.perM2 : sum.total) > value
}
