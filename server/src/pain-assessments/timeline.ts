import { eq } from 'drizzle-orm'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { Timeline } from 'shared/patients'
import type { OpenScope } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import { painAssessments } from './table.js'

type Item = Timeline['items'][number]

/** The pain of a person, on the days on which it hurt. */
export async function painItems({ db }: OpenScope, patient: PatientInScope): Promise<Item[]> {
  const rows = await db.select().from(painAssessments).where(eq(painAssessments.patientId, patient.id))
  return rows.map(({ id, recordedAt, recordedBy, effectiveAt, scale, score, scoreMax, severity, ...row }) => ({
    id,
    kind: 'pain-assessment',
    on: dayIn(MEXICO_CITY, effectiveAt),
    recordedAt: recordedAt.toISOString(),
    recordedBy,
    details: {
      ...{ scale, score, scoreMax, severity, effectiveDateTime: effectiveAt.toISOString() },
      ...(row.status === 'entered-in-error' ? { mistake: row.enteredInErrorReason } : {}),
    },
  }))
}
