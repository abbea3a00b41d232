import { ageInYears } from 'shared/age'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { cumulativeDoses, type Exposure, overLimits } from 'shared/cumulative'
import type { OpenScope } from '../access/scope.js'
import { counted, latestSurface, readExposures } from '../care-plans/lifetime.js'
import { cumulativeFamilies } from '../medications/catalogue.js'
import { lockPatient } from '../patients/queries.js'
import type { Dose } from './rows.js'
import type { Warning } from './rules.js'

type Given = Pick<
  Dose,
  'id' | 'patientId' | 'medication' | 'route' | 'substitution' | 'doseGiven' | 'unit' | 'bsaM2' | 'givenAt'
> & { birthDate: string }

/**
 * What each dose would add to a life beyond a ceiling (catalogue), reckoned after those before it in the list. The
 * person's row is locked until the transaction ends, so that two doses given at once are added one after the other.
 */
export async function lifetimeWarnings(scope: OpenScope, doses: readonly Given[]): Promise<Warning[][]> {
  const lives = new Map<string, { given: Exposure[]; surface: number | null }>()
  const warnings: Warning[][] = []
  for (const dose of doses) {
    if (!countsForLife(dose)) {
      warnings.push([])
      continue
    }
    const life = lives.get(dose.patientId) ?? (await readLife(scope, dose.patientId))
    lives.set(dose.patientId, life)
    life.given.push(asExposure(dose))
    warnings.push(over(dose, life))
  }
  return warnings
}

/** Given, and of a medicine whose doses add up over a life. */
export const countsForLife = (dose: Given) => dose.doseGiven !== null && counted.includes(medicineOf(dose))

const medicineOf = ({ substitution, medication }: Given) => substitution?.toMedication ?? medication

/** What went in so far, here and elsewhere; what is planned is not in yet. */
async function readLife(scope: OpenScope, patientId: string) {
  await lockPatient(scope, patientId)
  const [exposures, surface] = await Promise.all([readExposures(scope, patientId), latestSurface(scope, patientId)])
  return { given: exposures.filter(({ kind }) => kind !== 'planned') as Exposure[], surface }
}

const asExposure = (dose: Given): Exposure => ({
  medication: medicineOf(dose),
  route: dose.route,
  kind: 'given',
  dose: dose.doseGiven ?? 0,
  unit: dose.substitution?.unit ?? dose.unit,
  per: 'total',
  bsaM2: dose.bsaM2,
})

function over(dose: Given, { given, surface }: { given: readonly Exposure[]; surface: number | null }): Warning[] {
  const ageYears = ageInYears(dose.birthDate, dayIn(MEXICO_CITY, dose.givenAt ?? new Date()))
  const families = cumulativeFamilies.filter(({ members }) =>
    members.some(({ medication }) => medication === medicineOf(dose)),
  )
  const [limit] = overLimits(cumulativeDoses(families, given, { ageYears, bsaM2: surface }))
  if (limit === undefined) return []
  const { family, value, unit, per, reached } = limit
  const sum = Math.round(reached * 10) / 10
  return [{ code: 'lifetime-dose', pointer: '#/doseGiven', family, limit: value, unit, per, sum }]
}
