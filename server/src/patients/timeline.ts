import { and, desc, eq, inArray } from 'drizzle-orm'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { Timeline } from 'shared/patients'
import type { OpenScope } from '../access/scope.js'
import { adverseEvents } from '../adverse-events/table.js'
import { analgesicItems } from '../analgesia/timeline.js'
import { bodyMeasurements } from '../body-measurements/table.js'
import { carePlanItems } from '../care-plans/timeline.js'
import { conditions } from '../conditions/table.js'
import { earlyWarningItems } from '../early-warning/timeline.js'
import { medicationAdministrations } from '../medication-administrations/table.js'
import { painItems } from '../pain-assessments/timeline.js'
import { procedures } from '../procedures/table.js'
import type { PatientInScope } from './queries.js'
import { patientEvents, patientVersions, registryEntries } from './table.js'

type Item = Timeline['items'][number]

/** Everything recorded of a person, newest first by the day it speaks of, then by when it was written. */
export async function readTimeline(scope: OpenScope, patient: PatientInScope): Promise<Item[]> {
  const { db } = scope
  const [plans, relief, versions, entries, diagnoses, events, measurements, performed, adverse, doses] =
    await Promise.all([
      carePlanItems(scope, patient),
      analgesicItems(scope, patient),
      db.select().from(patientVersions).where(eq(patientVersions.patientId, patient.id)),
      db.select().from(registryEntries).where(eq(registryEntries.patientId, patient.id)),
      db.select().from(conditions).where(eq(conditions.patientId, patient.id)).orderBy(desc(conditions.recordedAt)),
      db.select().from(patientEvents).where(eq(patientEvents.patientId, patient.id)),
      db.select().from(bodyMeasurements).where(eq(bodyMeasurements.patientId, patient.id)),
      db.select().from(procedures).where(eq(procedures.patientId, patient.id)),
      db.select().from(adverseEvents).where(eq(adverseEvents.patientId, patient.id)),
      db
        .select()
        .from(medicationAdministrations)
        .where(
          and(
            eq(medicationAdministrations.patientId, patient.id),
            inArray(medicationAdministrations.status, ['completed', 'not-done', 'in-progress', 'entered-in-error']),
          ),
        ),
    ])
  const items: Item[] = [
    ...plans,
    ...relief,
    ...entries
      .filter(({ kind }) => kind === 'registered' || kind === 'withdrawn' || kind === 'error' || kind === 'merged')
      .map((entry) => ({
        id: `entry-${entry.id}`,
        kind: entry.kind as 'registered' | 'withdrawn' | 'error' | 'merged',
        on: entry.kind === 'registered' ? entry.registeredOn : entry.postedOn,
        recordedAt: entry.recordedAt.toISOString(),
        recordedBy: entry.recordedBy,
        details: { reason: entry.reason, organizationId: entry.organizationId },
      })),
    ...versions.map(({ version, replacedAt, replacedBy, changedFields }) => ({
      id: `version-${version}`,
      kind: 'edited' as const,
      on: null,
      recordedAt: replacedAt.toISOString(),
      recordedBy: replacedBy,
      details: { fields: changedFields },
    })),
    ...diagnoses.map(
      ({
        id,
        status,
        recordedDate,
        recordedAt,
        recordedBy,
        icd10,
        topography,
        morphology,
        iccc3Group,
        iccc3Subgroup,
        stageSystem,
        stageValue,
      }) => ({
        id,
        kind: status === 'active' ? ('condition' as const) : ('condition-corrected' as const),
        on: recordedDate,
        recordedAt: recordedAt.toISOString(),
        recordedBy,
        details: { icd10, topography, morphology, iccc3Group, iccc3Subgroup, stageSystem, stageValue },
      }),
    ),
    ...events.map(({ id, kind, effectiveOn, recordedAt, recordedBy, details }) => ({
      id,
      kind: 'event' as const,
      on: effectiveOn,
      recordedAt: recordedAt.toISOString(),
      recordedBy,
      details: { event: kind, ...details },
    })),
    ...measurements.map((row) => ({
      ...written(row),
      kind: 'body-measurement' as const,
      on: row.effectiveOn,
      details: {
        weightKg: row.weightKg,
        heightCm: row.heightCm,
        performanceScale: row.performanceScale,
        performanceScore: row.performanceScore,
        ...mistakeOf(row),
      },
    })),
    ...performed.map((row) => ({
      ...written(row),
      kind: 'procedure' as const,
      on: row.performedOn,
      details: { procedure: row.kind, endedOn: row.endedOn, facts: row.details, ...mistakeOf(row) },
    })),
    ...adverse.map((row) => ({
      ...written(row),
      kind: 'adverse-event' as const,
      on: row.onsetOn,
      details: {
        term: row.term,
        grade: row.grade,
        outcome: row.outcome,
        cycle: row.cycle,
        cycleDay: row.cycleDay,
        ...mistakeOf(row),
      },
    })),
    ...doses.map(asDoseItem),
    ...(await painItems(scope, patient)),
    ...(await earlyWarningItems(scope, patient)),
  ]
  const when = (item: Item) => `${item.on ?? item.recordedAt.slice(0, 10)} ${item.recordedAt}`
  return items.sort((a, b) => (when(a) < when(b) ? 1 : -1))
}

const written = ({ id, recordedAt, recordedBy }: { id: string; recordedAt: Date; recordedBy: string | null }) => ({
  id,
  recordedAt: recordedAt.toISOString(),
  recordedBy,
})

const mistakeOf = ({ status, enteredInErrorReason }: { status: string; enteredInErrorReason: string | null }) =>
  status === 'entered-in-error' ? { mistake: enteredInErrorReason } : {}
/** What became of a dose: given, in part, not given, another in its place, or a record that was a mistake. */
const asDoseItem = (dose: typeof medicationAdministrations.$inferSelect): Item => ({
  id: dose.id,
  kind: 'administration',
  on: dose.givenAt === null ? dose.plannedOn : dayIn(MEXICO_CITY, dose.givenAt),
  recordedAt: dose.recordedAt.toISOString(),
  recordedBy: dose.recordedBy,
  details: {
    status: dose.status,
    statusReason: dose.statusReason,
    medication: dose.medication,
    route: dose.route,
    plannedOn: dose.plannedOn,
    plannedDose: dose.plannedDose,
    doseGiven: dose.doseGiven,
    unit: dose.unit,
    substitution: dose.substitution,
    doseChange: dose.doseChange,
  },
})
