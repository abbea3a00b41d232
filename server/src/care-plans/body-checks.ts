import type { PlanWarning } from 'shared/care-plans'
import type { OpenScope } from '../access/scope.js'
import { unusualMeasures } from '../body-measurements/queries.js'
import type { PatientInScope } from '../patients/queries.js'
import { today } from '../today.js'

/** mL/min: above, an estimate overstates the filtration and Calvert the dose (FDA safety notice of October 2010). */
const FILTRATION_MOST = 125

/** Weight to the gram and height to the millimetre, as they are kept: doses are reckoned from what can be read again. */
export const asKept = (body: { weightKg: number; heightCm: number }) => ({
  weightKg: Math.round(body.weightKg * 1000) / 1000,
  heightCm: Math.round(body.heightCm * 10) / 10,
})

/** Warnings about weight and height beside what was measured of the person, and about the filtration. */
export async function checkBody(
  scope: OpenScope,
  patient: Pick<PatientInScope, 'id' | 'birthDate'>,
  body: { weightKg: number; heightCm: number; glomerularFiltration: number | null },
): Promise<PlanWarning[]> {
  const warnings = (await unusualMeasures(scope, patient, { effectiveOn: today(), ...body })) as PlanWarning[]
  if (body.glomerularFiltration !== null && body.glomerularFiltration > FILTRATION_MOST)
    warnings.push({ code: 'filtration-high', pointer: '#/glomerularFiltration', most: FILTRATION_MOST })
  return warnings
}
