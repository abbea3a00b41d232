import { createHash } from 'node:crypto'
import type { Counts } from 'shared/counts'
import { INDICATORS_VERSION, type IndicatorGroup } from 'shared/indicator-rules'
import { PAIN_INDICATORS_VERSION } from 'shared/pain-indicator-rules'
import { CountReport, PainReport, type ReportKind, type ReportList, TreatmentReport } from 'shared/reports'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { exactCounts, publishedCounts } from '../counts/boards.js'
import { publishedRule } from '../counts/publish.js'
import type { Asked } from '../counts/queries.js'
import { countRules, readRuleVersions } from '../counts/versions.js'
import type { Period } from '../indicators/queries.js'
import { painIndicators } from '../pain-indicators/answer.js'
import { notFound } from '../problem.js'
import { type Asked as AskedOfTreatment, treatmentIndicators } from '../treatment-indicators/answer.js'
import { type ReportHeading, reports } from './table.js'

/**
 * Freezes a count with the versions of its rules. The nation's figures by the published age rule are frozen for families
 * too, from the same rows in the same moment.
 */
export async function freezeReport(
  scope: OpenScope,
  asked: Asked,
  groupBy: Counts['groupBy'],
): Promise<{ id: string }> {
  const id = newId()
  const frozenAt = new Date()
  const forFamilies =
    scope.national && asked.ageRule.limit === publishedRule.limit && asked.ageRule.at === publishedRule.at
  const [ruleVersions, answer, published] = await Promise.all([
    readRuleVersions(scope, countRules),
    exactCounts(scope, asked, groupBy),
    forFamilies ? publishedCounts(scope, asked, groupBy) : null,
  ])
  const print = (counts: Counts) => {
    const text = JSON.stringify(CountReport.parse({ id, frozenAt: frozenAt.toISOString(), ruleVersions, ...counts }))
    return { text, heading: headingOf(counts), sha256: sha256(text) }
  }
  const exact = print(answer)
  const public_ = published === null ? null : print(published)
  await scope.db.insert(reports).values({
    ...{ id, kind: 'counts', frozenAt, frozenBy: scope.userId, ruleVersions },
    reach: reachOf(scope),
    ...{ answer: exact.text, heading: exact.heading, sha256: exact.sha256 },
    ...(public_ && {
      ...{ published: public_.text, publishedHeading: public_.heading, publishedSha256: public_.sha256 },
    }),
  })
  await audit(scope, { action: 'freeze', resourceType: 'Report', resourceId: id, details: { on: asked.on, groupBy } })
  return { id }
}

/** Freezes the indicators of treatment; families have no form of them. */
export async function freezeTreatmentReport(
  scope: OpenScope,
  asked: AskedOfTreatment,
  groupBy: IndicatorGroup,
): Promise<{ id: string }> {
  const [ruleVersions, answer] = await Promise.all([
    readRuleVersions(scope, { 'treatment-indicators': INDICATORS_VERSION }),
    treatmentIndicators(scope, asked, groupBy),
  ])
  const print = (named: Naming) => TreatmentReport.parse({ ...named, kind: 'treatment', ...answer })
  const ages = asked.age && { ageGroup: asked.age.group }
  return freezeIndicators(scope, 'treatment', ruleVersions, print, { onTime: answer.total.onTime }, ages)
}

/** Freezes the indicators of pain; families have no form of them. */
export async function freezePainReport(
  scope: OpenScope,
  asked: Period,
  groupBy: IndicatorGroup,
): Promise<{ id: string }> {
  const [ruleVersions, answer] = await Promise.all([
    readRuleVersions(scope, { 'pain-indicators': PAIN_INDICATORS_VERSION }),
    painIndicators(scope, asked, groupBy),
  ])
  const print = (named: Naming) => PainReport.parse({ ...named, kind: 'pain', ...answer })
  return freezeIndicators(scope, 'pain', ruleVersions, print, { painTreated: answer.total.treated })
}

type Naming = Pick<TreatmentReport, 'id' | 'frozenAt' | 'ruleVersions'>

async function freezeIndicators(
  scope: OpenScope,
  kind: 'treatment' | 'pain',
  ruleVersions: Record<string, string>,
  print: (named: Naming) => TreatmentReport | PainReport,
  main: Pick<ReportHeading, 'onTime' | 'painTreated'>,
  filters: Record<string, string> = {},
): Promise<{ id: string }> {
  const id = newId()
  const frozenAt = new Date()
  const report = print({ id, frozenAt: frozenAt.toISOString(), ruleVersions })
  const text = JSON.stringify(report)
  const { on, since, groupBy } = report
  await scope.db.insert(reports).values({
    ...{ id, kind, frozenAt, frozenBy: scope.userId, ruleVersions, reach: reachOf(scope) },
    ...{ answer: text, sha256: sha256(text) },
    heading: { on, since, groupBy, scope: report.scope, ageRule: null, patients: null, added: null, ...main },
  })
  await audit(scope, {
    action: 'freeze',
    resourceType: 'Report',
    resourceId: id,
    details: { kind, on, groupBy, ...filters },
  })
  return { id }
}

const reachOf = ({ national, organizationIds }: OpenScope) => ({
  national,
  organizationIds: national ? [] : [...organizationIds],
})

const sha256 = (text: string) => createHash('sha256').update(text).digest()

const headingOf = ({ on, since, groupBy, ageRule, scope, total, balance }: Counts): ReportHeading => ({
  ...{ on, since, groupBy, ageRule, scope },
  patients: total.patients,
  added: balance.added,
})

export interface Frozen {
  /** The body, byte for byte. */
  text: string
  sha256: string
}

/** The report as it was frozen for this audience; 404 for what is not there, not in reach, or not for families. */
export async function findReport({ query }: OpenScope, id: string, published: boolean): Promise<Frozen> {
  const columns = published
    ? `published as text, encode(published_sha256, 'hex') as sha256`
    : `answer as text, encode(sha256, 'hex') as sha256`
  const [row] = await query<{ text: string | null; sha256: string }>(
    `select ${columns} from reports where id = $1::uuid`,
    [id],
  )
  if (row === undefined || row.text === null) throw notFound()
  return { text: row.text, sha256: row.sha256 }
}

/** Newest first; ids are in the order of time. */
export async function listReports(
  { query }: OpenScope,
  published: boolean,
  limit: number,
  cursor: string | undefined,
): Promise<ReportList> {
  const columns = published
    ? `published_heading as heading, encode(published_sha256, 'hex') as sha256`
    : `heading, encode(sha256, 'hex') as sha256`
  const rows = await query<{
    id: string
    kind: ReportKind
    frozen_at: string
    heading: ReportHeading
    sha256: string
  }>(
    `select id, kind, to_char(frozen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as frozen_at, ${columns} from reports
    where ${published ? 'published is not null' : 'true'} and ($1::uuid is null or id < $1::uuid) order by id desc limit $2`,
    [cursor ?? null, limit + 1],
  )
  const items = rows.slice(0, limit).map(({ id, kind, frozen_at, heading, sha256 }) => ({
    id,
    frozenAt: frozen_at,
    kind,
    onTime: null,
    painTreated: null,
    ...heading,
    sha256,
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
