import postgres from 'postgres'
import { fold } from 'shared/fold'
import { hospitalId } from '../network/clues-id.js'
import { type CatalogueFile, openCatalogueFile } from './catalogue-files.js'
import { type ConceptRow, readConcept, type System } from './concepts.js'

/** A catalogue of the project: its edition, its file, and how its rows become rows of the tables. */
interface ProjectCatalogue {
  catalogue: string
  versions: readonly string[]
  file: string
  load(tx: postgres.TransactionSql, file: CatalogueFile): Promise<void>
}

const concepts = (system: System, version: string, file: string): ProjectCatalogue => ({
  catalogue: system,
  versions: [version],
  file,
  load: (tx, { rows }) =>
    putConcepts(
      tx,
      system,
      version,
      rows().map((row) => readConcept(system, row)),
    ),
})

/** In the order of their references: hospitals name OOADs, aliases too. */
export const projectCatalogues: readonly ProjectCatalogue[] = [
  { catalogue: 'ooads', versions: ['2024'], file: 'ooad.csv', load: loadOoads },
  { catalogue: 'ooad-aliases', versions: ['2024'], file: 'ooad-aliases.csv', load: loadAliases },
  { catalogue: 'hospitals', versions: ['2026-04'], file: 'hospitals.csv', load: loadHospitals },
  concepts('icd10', 'OMS-OPS-2010', 'icd10-oncology.csv'),
  concepts('topography', 'ICD-O-3.1', 'icdo3-topography.csv'),
  concepts('morphology', 'ICD-O-3.1', 'icdo3-morphology.csv'),
  {
    catalogue: 'iccc3',
    versions: ['IARC-2017', 'SEER-WHO2008', 'SEER-ICCC3-2005'],
    file: 'iccc3.csv',
    load: loadIccc3,
  },
]

/** Starts of several processes and a replacement by hand take turns. */
const LOCK = 7245

export interface LoadedVersion {
  catalogue: string
  version: string
  sha256: string
  current: boolean
}

/**
 * Loads the project's catalogue files into the database at `url`, as the owner of its tables; what is there already is
 * left alone, and so is a catalogue that was replaced from an official file. `only` names one that is loaded whatever
 * stands there. Answers the catalogues it loaded.
 */
export async function loadCatalogues(url: string, say: (text: string) => void, only?: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    const files = projectCatalogues
      .filter(({ catalogue }) => only === undefined || catalogue === only)
      .map((project) => ({ project, file: openCatalogueFile(project.file) }))
    const loaded = await sql<LoadedVersion[]>`select catalogue, version, sha256, current from catalogue_versions`
    if (only === undefined && files.every((one) => isLoaded(one, loaded))) return []
    return await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`
      const now = await tx<LoadedVersion[]>`select catalogue, version, sha256, current from catalogue_versions`
      const missing = files.filter((one) => only !== undefined || !isLoaded(one, now))
      for (const { project, file } of missing) {
        await project.load(tx, file)
        await noteVersion(tx, project.catalogue, project.versions, file)
        say(`Loaded ${project.catalogue} ${project.versions.join(', ')} from ${file.name}`)
      }
      return missing.map(({ project }) => project.catalogue)
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function isLoaded(
  { project, file }: { project: ProjectCatalogue; file: CatalogueFile },
  loaded: readonly LoadedVersion[],
): boolean {
  const here = loaded.filter(({ catalogue }) => catalogue === project.catalogue)
  if (here.some(({ version, current }) => current && !project.versions.includes(version))) return true
  return project.versions.every((wanted) =>
    here.some(({ version, sha256 }) => version === wanted && sha256 === file.sha256),
  )
}

/** The versions of a file become the current ones of their catalogue. */
export async function noteVersion(
  tx: postgres.TransactionSql,
  catalogue: string,
  versions: readonly string[],
  { name, sha256, rows }: CatalogueFile,
): Promise<void> {
  const all = rows()
  await tx`update catalogue_versions set current = false where catalogue = ${catalogue}`
  for (const version of versions) {
    const n = versions.length === 1 ? all.length : all.filter((row) => row['version'] === version).length
    await tx`
      insert into catalogue_versions (catalogue, version, sha256, rows, source, current)
      values (${catalogue}, ${version}, ${sha256}, ${n}, ${name}, true)
      on conflict (catalogue, version) do update
        set sha256 = excluded.sha256, rows = excluded.rows, source = excluded.source, current = true, loaded_at = now()`
  }
}

/** New and changed concepts are written; those the list no longer has stay, not current, so that old records keep their label. */
export async function putConcepts(
  tx: postgres.TransactionSql,
  system: string,
  version: string,
  rows: readonly ConceptRow[],
): Promise<void> {
  await tx`
    insert into terminology_concepts (system, version, code, label_es, label_en, synonyms, search, properties, current)
    select ${system}, ${version}, code, label_es, label_en, synonyms, search, properties, true
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as new (code text, label_es text, label_en text, synonyms text, search text, properties jsonb)
    on conflict (system, code) do update
      set version = excluded.version, label_es = excluded.label_es, label_en = excluded.label_en,
        synonyms = excluded.synonyms, search = excluded.search, properties = excluded.properties, current = true`
  await tx`
    update terminology_concepts set current = false
    where system = ${system} and current
      and code not in (select jsonb_array_elements_text(${JSON.stringify(rows.map(({ code }) => code))}::text::jsonb))`
}

async function loadOoads(tx: postgres.TransactionSql, { rows }: CatalogueFile): Promise<void> {
  await tx`
    insert into ooads (code, name, state)
    select ooad_code, ooad_name, inegi_entity_code
    from jsonb_to_recordset(${JSON.stringify(rows())}::text::jsonb)
      as new (ooad_code text, ooad_name text, inegi_entity_code text)
    on conflict (code) do update set name = excluded.name, state = excluded.state`
}

async function loadAliases(tx: postgres.TransactionSql, { rows }: CatalogueFile): Promise<void> {
  await tx`delete from ooad_aliases`
  await tx`
    insert into ooad_aliases (alias, ooad_code, ambiguous)
    select alias, ooad_code, ambiguous = '1'
    from jsonb_to_recordset(${JSON.stringify(rows())}::text::jsonb) as new (alias text, ooad_code text, ambiguous text)`
}

/** Hospitals are never taken away: people are registered in them. The day one began to use the platform is not the file's to say. */
async function loadHospitals(tx: postgres.TransactionSql, { rows }: CatalogueFile): Promise<void> {
  const hospitals = rows().map(({ clues = '', name = '', ...row }) => ({
    ...row,
    clues,
    name,
    id: hospitalId(clues),
    search: ` ${fold(`${name} ${clues}`)}`,
  }))
  await tx`
    insert into organizations (id, clues, name, level, regime, state, ooad_code, reports_to_ooad, latitude, longitude, search)
    select id, clues, name, level, regime, state, nullif(ooad_code, ''), nullif(reports_to_ooad, ''),
      nullif(latitude, '')::double precision, nullif(longitude, '')::double precision, search
    from jsonb_to_recordset(${JSON.stringify(hospitals)}::text::jsonb) as new (id uuid, clues text, name text,
      level hospital_level, regime hospital_regime, state text, ooad_code text, reports_to_ooad text, latitude text,
      longitude text, search text)
    on conflict (clues) do update
      set name = excluded.name, level = excluded.level, regime = excluded.regime, state = excluded.state,
        ooad_code = excluded.ooad_code, reports_to_ooad = excluded.reports_to_ooad, latitude = excluded.latitude,
        longitude = excluded.longitude, search = excluded.search`
}

async function loadIccc3(tx: postgres.TransactionSql, { rows }: CatalogueFile): Promise<void> {
  const rules = rows().map((rule) => ({ version: rule['version'], rule_no: Number(rule['rule_no']), rule }))
  await tx`delete from iccc3_rules`
  await tx`
    insert into iccc3_rules (version, rule_no, rule)
    select version, rule_no, rule
    from jsonb_to_recordset(${JSON.stringify(rules)}::text::jsonb) as new (version text, rule_no integer, rule jsonb)`
}
