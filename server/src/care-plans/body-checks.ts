import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { PlanWarning } from 'shared/care-plans'
import type { OpenScope } from '../access/scope.js'
import { bodyMeasurements } from '../body-measurements/table.js'

/** Doses are reckoned anew at this change of weight; against the last one measured, it may be another child's. */
const WEIGHT_PERCENT = 10
/** cm: nobody shrinks, and measuring errs by one or two; %: more growth than this is another child's height. */
const HEIGHT_SHRINKS = 2
const HEIGHT_PERCENT = 10
/** mL/min: above, an estimate overstates the filtration and Calvert the dose (FDA safety notice of October 2010). */
const FILTRATION_MOST = 125

/** Weight to the gram and height to the millimetre, as they are kept: doses are reckoned from what can be read again. */
export const asKept = (body: { weightKg: number; heightCm: number }) => ({
  weightKg: Math.round(body.weightKg * 1000) / 1000,
  heightCm: Math.round(body.heightCm * 10) / 10,
})

/** Warnings about weight and height against the last ones measured, and about the filtration. */
export async function checkBody(
  { db }: OpenScope,
  patientId: string,
  {
    weightKg,
    heightCm,
    glomerularFiltration,
  }: { weightKg: number; heightCm: number; glomerularFiltration: number | null },
): Promise<PlanWarning[]> {
  const last = async (column: 'weightKg' | 'heightCm') => {
    const [row] = await db
      .select({ value: bodyMeasurements[column], on: bodyMeasurements.effectiveOn })
      .from(bodyMeasurements)
      .where(
        and(
          eq(bodyMeasurements.patientId, patientId),
          eq(bodyMeasurements.status, 'final'),
          isNotNull(bodyMeasurements[column]),
        ),
      )
      .orderBy(desc(bodyMeasurements.effectiveOn), desc(bodyMeasurements.recordedAt))
      .limit(1)
    return row === undefined || row.value === null ? undefined : { value: row.value, on: row.on }
  }
  const [weight, height] = [await last('weightKg'), await last('heightCm')]
  const warnings: PlanWarning[] = []
  const percent = (now: number, before: number) => Math.round((now / before - 1) * 1000) / 10
  if (weight !== undefined && Math.abs(percent(weightKg, weight.value)) > WEIGHT_PERCENT)
    warnings.push({
      code: 'weight-jumped',
      pointer: '#/weightKg',
      before: weight.value,
      measuredOn: weight.on,
      percent: percent(weightKg, weight.value),
    })
  if (
    height !== undefined &&
    (heightCm < height.value - HEIGHT_SHRINKS || percent(heightCm, height.value) > HEIGHT_PERCENT)
  )
    warnings.push({
      code: 'height-jumped',
      pointer: '#/heightCm',
      before: height.value,
      measuredOn: height.on,
      percent: percent(heightCm, height.value),
    })
  if (glomerularFiltration !== null && glomerularFiltration > FILTRATION_MOST)
    warnings.push({ code: 'filtration-high', pointer: '#/glomerularFiltration', most: FILTRATION_MOST })
  return warnings
}
