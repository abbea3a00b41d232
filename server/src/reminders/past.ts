import type { PainSeen } from 'shared/analgesic-plan-checks'
import type { PainAssessment } from 'shared/pain-assessments'
import { ofTen } from 'shared/pain-plot'
import type { OpenScope } from '../access/scope.js'

/** Pains further apart than this are not one pain that does not yield. */
const EPISODE_HOURS = 24

const LAST_DAY = `
select
  (select coalesce(json_agg(json_build_object('scale', scale, 'score', score, 'scoreMax', score_max, 'severity', severity,
      'effectiveAt', effective_at) order by effective_at), '[]') from pain_assessments
    where patient_id = $1 and status = 'final' and severity is not null and id <> $2 and effective_at > $3::timestamptz - make_interval(hours => $4)
      and effective_at <= $3) as pains,
  (select coalesce(json_agg(given_at), '[]') from analgesic_administrations
    where patient_id = $1 and status = 'final' and reassess_due_at is not null
      and given_at > $3::timestamptz - make_interval(hours => $4) and given_at <= $3) as doses,
  exists (select 1 from pain_assessments where patient_id = $1 and status = 'final' and severity is not null and effective_at > $3) as "seenSince",
  exists (select 1 from analgesic_administrations where patient_id = $1 and status = 'final' and given_at >= date_trunc('minute', $3::timestamptz)
    and reassess_due_at is not null) as "treatedSince",
  exists (select 1 from reminders r join pain_assessments a on a.id = r.source_id
    where r.patient_id = $1 and r.kind = 'escalation' and r.closed_at is null) as called`

/** A pain by its scale. */
export type Scored = Pick<PainAssessment, 'scale' | 'score' | 'scoreMax' | 'severity'>

/** A pain as the rule of pain that does not yield sees it. */
export const seen = (pain: Scored, at: Date): PainSeen => ({ at, ofTen: ofTen(pain), severity: pain.severity })

interface Row extends Record<string, unknown> {
  pains: (Scored & { effectiveAt: string })[]
  doses: string[]
  seenSince: boolean
  treatedSince: boolean
  called: boolean
}

interface LastDay {
  /** Without the one that is asked about, earliest first. */
  pains: PainSeen[]
  doses: Date[]
  /** Somebody assessed, or gave something for it, after the one that is asked about: it was entered late. */
  seenSince: boolean
  treatedSince: boolean
  /** A call for a pain that does not yield is open already. */
  called: boolean
}

/** What was seen and given in the day before a pain, and whether something came after it. */
export async function lastDay(
  { query }: OpenScope,
  { id, patientId, effectiveAt }: { id: string; patientId: string; effectiveAt: Date },
): Promise<LastDay> {
  const [row] = await query<Row>(LAST_DAY, [patientId, id, effectiveAt.toISOString(), EPISODE_HOURS])
  if (row === undefined) throw new Error('A select without from came back empty')
  return {
    ...row,
    pains: row.pains.map((pain) => seen(pain, new Date(pain.effectiveAt))),
    doses: row.doses.map((given) => new Date(given)),
  }
}

const CHECKED_SINCE = `
select exists (select 1 from sedation_checks where patient_id = $1 and status = 'final' and effective_at > $2) as since`

/** Whether somebody looked at sedation again after a check: it was entered late. */
export async function checkedSince(
  { query }: OpenScope,
  { patientId, effectiveAt }: { patientId: string; effectiveAt: Date },
): Promise<boolean> {
  const [row] = await query<{ since: boolean }>(CHECKED_SINCE, [patientId, effectiveAt.toISOString()])
  return row?.since === true
}
