import { and, desc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import { ageInYears } from 'shared/age'
import { type CumulativeDose, cumulativeDoses, type Exposure } from 'shared/cumulative'
import type { OpenScope } from '../access/scope.js'
import { medicationAdministrations } from '../medication-administrations/table.js'
import { cumulativeFamilies, medications } from '../medications/catalogue.js'
import type { PatientInScope } from '../patients/queries.js'
import { today } from '../today.js'
import { carePlans, priorExposures } from './table.js'

/** Medicines that are added up over a life. */
export const counted = [
  ...new Set(cumulativeFamilies.flatMap(({ members }) => members.map(({ medication }) => medication))),
]

/**
 * What went into a person, is planned, or went before or elsewhere, of the medicines that are added up over a life.
 * Read it under `lockPatient` where something is written after it: what two acts plan at once must be added up.
 */
export async function readExposures({ db }: OpenScope, patientId: string): Promise<(Exposure & { id: string })[]> {
  const a = medicationAdministrations
  const [doses, priors] = await Promise.all([
    db
      .select({
        id: a.id,
        medication: a.medication,
        route: a.route,
        status: a.status,
        plannedDose: a.plannedDose,
        doseGiven: a.doseGiven,
        unit: a.unit,
        bsaM2: a.bsaM2,
        substitution: a.substitution,
      })
      .from(a)
      .where(
        and(
          eq(a.patientId, patientId),
          inArray(a.status, ['planned', 'in-progress', 'completed']),
          or(inArray(a.medication, counted), isNotNull(a.substitution)),
        ),
      ),
    db
      .select()
      .from(priorExposures)
      .where(and(eq(priorExposures.patientId, patientId), eq(priorExposures.status, 'final'))),
  ])
  return [
    ...doses.map(({ id, medication, route, status, plannedDose, doseGiven, unit, bsaM2, substitution }) => {
      const given = status === 'completed'
      const instead = given ? (substitution as { toMedication?: string; unit?: typeof unit } | null) : null
      return {
        id,
        medication: instead?.toMedication ?? medication,
        route,
        kind: given ? ('given' as const) : ('planned' as const),
        dose: (given ? doseGiven : plannedDose) ?? 0,
        unit: instead?.unit ?? unit,
        per: 'total' as const,
        bsaM2,
      }
    }),
    ...priors.map(({ id, medication, amountPerM2 }) => ({
      id,
      medication,
      route: null,
      kind: 'prior' as const,
      dose: amountPerM2,
      unit: medications.get(medication)?.units[0] ?? ('mg' as const),
      per: 'm2' as const,
      bsaM2: null,
    })),
  ]
}

/** Lifetime doses as they stand today, by the surface of the latest plan where a dose has none of its own. */
export async function listCumulativeDoses(scope: OpenScope, patient: PatientInScope): Promise<CumulativeDose[]> {
  const [exposures, surface] = await Promise.all([readExposures(scope, patient.id), latestSurface(scope, patient.id)])
  const ageYears = ageInYears(patient.birthDate, today())
  return cumulativeDoses(cumulativeFamilies, exposures, { ageYears, bsaM2: surface })
}

/** m2 of the latest plan that was no mistake; null where nobody measured. */
export async function latestSurface({ db }: OpenScope, patientId: string): Promise<number | null> {
  const [latest] = await db
    .select({ bsaM2: carePlans.bsaM2 })
    .from(carePlans)
    .where(and(eq(carePlans.patientId, patientId), ne(carePlans.status, 'entered-in-error')))
    .orderBy(desc(carePlans.recordedAt))
    .limit(1)
  return latest?.bsaM2 ?? null
}
