import { createHash } from 'node:crypto'
import type { Counts } from 'shared/counts'
import { INDICATORS_VERSION, type IndicatorGroup, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { PAIN_INDICATORS_VERSION } from 'shared/pain-indicator-rules'
import {
  CountReport,
  PainReport,
  PublishedPainReport,
  type PublishedReport,
  PublishedSupplyReport,
  PublishedTreatmentReport,
  type ReportKind,
  type ReportList,
  SupplyReport,
  TreatmentReport,
} from 'shared/reports'
import { SUPPLY_VERSION } from 'shared/supply'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { exactCounts, publishedCounts } from '../counts/boards.js'
import { publishedRule } from '../counts/publish.js'
import type { Asked } from '../counts/queries.js'
import { countRules, readRuleVersions } from '../counts/versions.js'
import type { Period } from '../indicators/queries.js'
import { painIndicators } from '../pain-indicators/answer.js'
import { notFound } from '../problem.js'
import { supplyStanding } from '../stock/standing.js'
import { type Asked as AskedOfTreatment, treatmentIndicators } from '../treatment-indicators/answer.js'
import { type PublishedCut, publishPain, publishSupply, publishTreatment } from './publish.js'
import { type ReportHeading, reports } from './table.js'

/**
 * Freezes a count with the versions of its rules. The nation's figures by the published age rule are frozen for families
 * too, from the same rows in the same moment; `ofLastCut`: of the last cut itself, though its tables must wait.
 */
export async function freezeReport(
  scope: OpenScope,
  asked: Asked,
  groupBy: Counts['groupBy'],
  ofLastCut = false,
): Promise<{ id: string }> {
  const id = newId()
  const frozenAt = new Date()
  const forFamilies =
    scope.national && asked.ageRule.limit === publishedRule.limit && asked.ageRule.at === publishedRule.at
  const [ruleVersions, answer, published] = await Promise.all([
    readRuleVersions(scope, countRules),
    exactCounts(scope, asked, groupBy),
    forFamilies ? publishedCounts(scope, asked, groupBy, ofLastCut) : null,
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

/** Freezes the indicators of treatment; families have a form of them only where a session quotes them, `cut`. */
export async function freezeTreatmentReport(
  scope: OpenScope,
  asked: AskedOfTreatment,
  groupBy: IndicatorGroup,
  cut?: PublishedCut,
): Promise<{ id: string }> {
  const usual = cut && { on: cut.on, since: cut.since, toleranceDays: USUAL_TOLERANCE }
  const [ruleVersions, answer, shown] = await Promise.all([
    readRuleVersions(scope, { 'treatment-indicators': INDICATORS_VERSION, ...protectionOf(cut) }),
    treatmentIndicators(scope, asked, groupBy),
    usual && treatmentIndicators(scope, usual, groupBy),
  ])
  return freezeAnswer(scope, {
    ...{ kind: 'treatment', ruleVersions, days: answer },
    print: (named) => TreatmentReport.parse({ ...named, kind: 'treatment', ...answer }),
    published:
      cut &&
      shown &&
      ((named) => PublishedTreatmentReport.parse({ ...named, kind: 'treatment', ...publishTreatment(shown, cut) })),
    main: { onTime: answer.total.onTime },
    filters: asked.age && { ageGroup: asked.age.group },
  })
}

/** Freezes the indicators of pain; families have a form of them only where a session quotes them, `cut`. */
export async function freezePainReport(
  scope: OpenScope,
  asked: Period,
  groupBy: IndicatorGroup,
  cut?: PublishedCut,
): Promise<{ id: string }> {
  const [ruleVersions, answer, shown] = await Promise.all([
    readRuleVersions(scope, { 'pain-indicators': PAIN_INDICATORS_VERSION, ...protectionOf(cut) }),
    painIndicators(scope, asked, groupBy),
    cut && painIndicators(scope, cut, groupBy),
  ])
  return freezeAnswer(scope, {
    ...{ kind: 'pain', ruleVersions, days: answer },
    print: (named) => PainReport.parse({ ...named, kind: 'pain', ...answer }),
    published:
      cut && shown && ((named) => PublishedPainReport.parse({ ...named, kind: 'pain', ...publishPain(shown, cut) })),
    main: { painTreated: answer.total.treated },
  })
}

/** Freezes what pharmacies had and lacked at the end of a day; families have a form of it only where a session quotes it. */
export async function freezeSupplyReport(scope: OpenScope, on: string, cut?: PublishedCut): Promise<{ id: string }> {
  const [ruleVersions, answer, shown] = await Promise.all([
    readRuleVersions(scope, { supply: SUPPLY_VERSION, ...protectionOf(cut) }),
    supplyStanding(scope, on),
    cut && supplyStanding(scope, cut.on),
  ])
  return freezeAnswer(scope, {
    ...{ kind: 'supply', ruleVersions, days: { on, since: on, groupBy: 'hospital' } },
    print: (named) => SupplyReport.parse({ ...named, kind: 'supply', ...answer }),
    published:
      cut &&
      shown &&
      ((named) => PublishedSupplyReport.parse({ ...named, kind: 'supply', ...publishSupply(shown, cut) })),
  })
}

/** Where figures are protected, the version of how. */
const protectionOf = (cut: PublishedCut | undefined) => (cut === undefined ? {} : { disclosure: countRules.disclosure })

type Naming = Pick<TreatmentReport, 'id' | 'frozenAt' | 'ruleVersions'>
type Exact = TreatmentReport | PainReport | SupplyReport

interface ToFreeze {
  kind: Exclude<ReportKind, 'counts'>
  ruleVersions: Record<string, string>
  days: Pick<ReportHeading, 'on' | 'since' | 'groupBy'>
  print: (named: Naming) => Exact
  /** Families' form of it. */
  published?: ((named: Naming) => PublishedReport) | undefined
  main?: Pick<ReportHeading, 'onTime' | 'painTreated'>
  filters?: Record<string, string> | undefined
}

async function freezeAnswer(scope: OpenScope, { kind, ruleVersions, days, ...it }: ToFreeze): Promise<{ id: string }> {
  const id = newId()
  const frozenAt = new Date()
  const named = { id, frozenAt: frozenAt.toISOString(), ruleVersions }
  const report = it.print(named)
  const text = JSON.stringify(report)
  const shown = it.published?.(named)
  const { on, since, groupBy } = days
  const plain = { groupBy, scope: report.scope, ageRule: null, patients: null, added: null }
  await scope.db.insert(reports).values({
    ...{ id, kind, frozenAt, frozenBy: scope.userId, ruleVersions, reach: reachOf(scope) },
    ...{ answer: text, sha256: sha256(text), heading: { on, since, ...plain, ...it.main } },
    ...(shown && {
      published: JSON.stringify(shown),
      publishedHeading: { on: shown.on, since: shown.since, ...plain, scope: shown.scope },
      publishedSha256: sha256(JSON.stringify(shown)),
    }),
  })
  await audit(scope, {
    action: 'freeze',
    resourceType: 'Report',
    resourceId: id,
    details: { kind, on, groupBy, ...it.filters },
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
