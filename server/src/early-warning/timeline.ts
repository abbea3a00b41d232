import { eq } from 'drizzle-orm'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { doorToAntibiotic } from 'shared/early-warning'
import type { Timeline } from 'shared/patients'
import type { OpenScope } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import { earlyWarningScores, febrileEpisodes } from './table.js'

/** The early-warning scores and fevers of a person as the timeline tells them, in the hospital's day. */
export async function earlyWarningItems({ db }: OpenScope, { id }: PatientInScope): Promise<Timeline['items']> {
  const [scores, fevers] = await Promise.all([
    db.select().from(earlyWarningScores).where(eq(earlyWarningScores.patientId, id)),
    db.select().from(febrileEpisodes).where(eq(febrileEpisodes.patientId, id)),
  ])
  return [
    ...scores.map((row) => ({
      ...written(row),
      kind: 'early-warning-score' as const,
      on: dayIn(MEXICO_CITY, row.effectiveAt),
      details: { total: row.total, band: row.band, ...mistakeOf(row) },
    })),
    ...fevers.map((row) => ({
      ...written(row),
      kind: 'febrile-episode' as const,
      on: dayIn(MEXICO_CITY, row.arrivedAt),
      details: {
        temperature: row.temperature,
        antibiotic: row.antibiotic,
        minutes: row.antibioticAt === null ? null : doorToAntibiotic(row.arrivedAt, row.antibioticAt),
        ...mistakeOf(row),
      },
    })),
  ]
}

const written = ({ id, recordedAt, recordedBy }: { id: string; recordedAt: Date; recordedBy: string | null }) => ({
  id,
  recordedAt: recordedAt.toISOString(),
  recordedBy,
})

const mistakeOf = ({ status, enteredInErrorReason }: { status: string; enteredInErrorReason: string | null }) =>
  status === 'entered-in-error' ? { mistake: enteredInErrorReason } : {}
