import { asc, desc } from 'drizzle-orm'
import type { ConditionCatalogue } from 'shared/condition-checks'
import { parseConditionCatalogue } from 'shared/condition-checks'
import { type Iccc3Row, parseIccc3Rules } from 'shared/iccc3'
import { parseStaging, type StagingRow, type StagingSelectionRow } from 'shared/staging'
import { type CatalogueVersion, type Concept, type Label, type System, systems } from 'shared/terminology'
import type { OpenScope } from '../access/scope.js'
import type { Database } from '../database/db.js'
import { prepareRank, type RankedConcept } from './rank.js'
import { catalogueVersions, iccc3Rules, stagingRules, terminologyConcepts } from './table.js'

/** Everything the catalogues say, in the form in which rules and searches use it. */
export interface Terminology extends ConditionCatalogue {
  /** Current concepts of each system, ready for a search. */
  concepts: Readonly<Record<System, readonly RankedConcept[]>>
  /** The label of a code, also of one that the current edition no longer lists; null for a code never known. */
  labelOf(system: System, code: string): Label | null
  /** The label of an ICCC-3 division or subgroup in the version that assigned it. */
  iccc3Label(version: string, code: string): { es: string; en: string } | null
}

interface Kept {
  stamp: string
  terminology: Terminology
}

/** Parsed once per process and database; read again when an edition changes. */
const kept = new WeakMap<Database, Kept>()

export async function readTerminology({ db, database }: Pick<OpenScope, 'db' | 'database'>): Promise<Terminology> {
  const stamp = JSON.stringify(
    await db
      .select({
        catalogue: catalogueVersions.catalogue,
        version: catalogueVersions.version,
        at: catalogueVersions.loadedAt,
      })
      .from(catalogueVersions)
      .orderBy(asc(catalogueVersions.catalogue), asc(catalogueVersions.version)),
  )
  const before = kept.get(database)
  if (before?.stamp === stamp) return before.terminology
  const terminology = await parseTerminology(db)
  kept.set(database, { stamp, terminology })
  return terminology
}

async function parseTerminology(db: OpenScope['db']): Promise<Terminology> {
  const [concepts, iccc3, staging] = await Promise.all([
    db.select().from(terminologyConcepts).orderBy(asc(terminologyConcepts.system), asc(terminologyConcepts.code)),
    db.select().from(iccc3Rules).orderBy(asc(iccc3Rules.version), asc(iccc3Rules.ruleNo)),
    db.select().from(stagingRules).orderBy(asc(stagingRules.position)),
  ])
  // The loader wrote these rows from files with exactly these columns
  const icccRows = iccc3.map(({ rule }) => rule as Iccc3Row)
  const stagingRows = (kind: string) => staging.filter((row) => row.kind === kind).map(({ rule }) => rule)
  const checked = (system: System) =>
    concepts
      .filter((row) => row.system === system && row.current)
      .map(({ code, properties }) => {
        const {
          sex_limit = '',
          behaviour_group = '',
          is_leaf = '1',
          paired_organ = '',
        } = properties as Record<string, string>
        return { code, sex_limit, behaviour_group, is_leaf, paired_organ }
      })
  const labels = new Map(
    concepts.map(({ system, code, labelEs, labelEn }) => [`${system} ${code}`, { es: labelEs, en: labelEn }]),
  )
  const icccLabels = new Map(
    icccRows.map((row) => [
      `${row.version} ${row.iccc_code}`,
      { es: row.division_label_es || row.subgroup_label_es, en: row.division_label_en || row.subgroup_label_en },
    ]),
  )
  return {
    ...parseConditionCatalogue({
      icd10: checked('icd10'),
      topography: checked('topography'),
      morphology: checked('morphology'),
    }),
    iccc3: parseIccc3Rules(icccRows),
    staging: parseStaging(stagingRows('value') as StagingRow[], stagingRows('selection') as StagingSelectionRow[]),
    concepts: Object.fromEntries(
      systems.map((system) => [
        system,
        concepts.filter((row) => row.system === system && row.current).map((row) => prepareRank(asConcept(row))),
      ]),
    ) as Record<System, RankedConcept[]>,
    labelOf: (system, code) => labels.get(`${system} ${code}`) ?? null,
    iccc3Label: (version, code) => icccLabels.get(`${version} ${code}`) ?? null,
  }
}

const asConcept = ({
  code,
  labelEs,
  labelEn,
  synonyms,
  properties,
}: typeof terminologyConcepts.$inferSelect): Concept => {
  const { is_leaf, ...rest } = properties
  return {
    code,
    label: labelEs,
    labelEn,
    synonyms: synonyms === null ? [] : synonyms.split('|').map((synonym) => synonym.trim()),
    isLeaf: is_leaf !== '0',
    properties: rest,
  }
}

/** Every edition that was ever loaded, current ones first. */
export async function listCatalogues({ db }: Pick<OpenScope, 'db'>): Promise<CatalogueVersion[]> {
  const rows = await db
    .select()
    .from(catalogueVersions)
    .orderBy(
      asc(catalogueVersions.catalogue),
      desc(catalogueVersions.current),
      desc(catalogueVersions.loadedAt),
      asc(catalogueVersions.version),
    )
  return rows.map((row) => ({ ...row, loadedAt: row.loadedAt.toISOString() }))
}
