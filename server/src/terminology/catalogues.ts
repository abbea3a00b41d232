import type postgres from 'postgres'
import { hospitalId } from '../network/clues-id.js'
import { putExamples } from '../protocols/examples.js'
import type { CatalogueRow } from './catalogue-files.js'
import { type ConceptRow, readConcept, searchText } from './concepts.js'

type Sql = postgres.TransactionSql

/** A catalogue: the edition and file that the project brings, and how rows with the columns of that file are kept. */
export interface Catalogue {
  name: string
  /** Editions of the project's file; a file of several names the edition in its column `version`. */
  versions: readonly string[]
  file: string
  /** `file` is a folder of JSON documents. */
  folder?: true
  put(tx: Sql, rows: readonly CatalogueRow[], version: string): Promise<void>
}

const concepts = (name: 'icd10' | 'topography' | 'morphology', version: string, file: string): Catalogue => ({
  name,
  versions: [version],
  file,
  put: (tx, rows, edition) =>
    putConcepts(
      tx,
      name,
      edition,
      rows.map((row) => readConcept(name, row)),
    ),
})

/** In the order of their references: aliases and hospitals name OOADs. */
export const catalogues = [
  { name: 'ooads', versions: ['2024'], file: 'ooad.csv', put: putOoads },
  { name: 'ooad-aliases', versions: ['2024'], file: 'ooad-aliases.csv', put: putAliases },
  { name: 'hospitals', versions: ['2026-04'], file: 'hospitals.csv', put: putHospitals },
  concepts('icd10', 'OMS-OPS-2010', 'icd10-oncology.csv'),
  concepts('topography', 'ICD-O-3.1', 'icdo3-topography.csv'),
  concepts('morphology', 'ICD-O-3.1', 'icdo3-morphology.csv'),
  { name: 'iccc3', versions: ['IARC-2017', 'SEER-WHO2008', 'SEER-ICCC3-2005'], file: 'iccc3.csv', put: putIccc3 },
  { name: 'staging', versions: ['Toronto-2'], file: 'toronto-staging.csv', put: putStaging('value') },
  {
    name: 'staging-selection',
    versions: ['SEER-Pediatric-1.3'],
    file: 'toronto-schema-selection.csv',
    put: putStaging('selection'),
  },
  { name: 'protocols', versions: ['2026-11'], file: 'protocols', folder: true, put: putExamples },
] as const satisfies readonly Catalogue[]
export type CatalogueName = (typeof catalogues)[number]['name']

/** Rows ride as one JSON text: one statement for a whole catalogue. */
const json = (rows: readonly unknown[]) => JSON.stringify(rows)

/** New and changed concepts are written; one that the list no longer has stays, not current, so that old records keep its label. */
async function putConcepts(tx: Sql, system: string, version: string, rows: readonly ConceptRow[]): Promise<void> {
  await tx`
    insert into terminology_concepts (system, version, code, label_es, label_en, synonyms, search, properties, current)
    select ${system}, ${version}, code, label_es, label_en, synonyms, search, properties, true
    from jsonb_to_recordset(${json(rows)}::text::jsonb)
      as new (code text, label_es text, label_en text, synonyms text, search text, properties jsonb)
    on conflict (system, code) do update
      set version = excluded.version, label_es = excluded.label_es, label_en = excluded.label_en,
        synonyms = excluded.synonyms, search = excluded.search, properties = excluded.properties, current = true`
  await tx`
    update terminology_concepts set current = false
    where system = ${system} and current
      and code not in (select jsonb_array_elements_text(${json(rows.map(({ code }) => code))}::text::jsonb))`
}

async function putOoads(tx: Sql, rows: readonly CatalogueRow[]): Promise<void> {
  await tx`
    insert into ooads (code, name, state)
    select ooad_code, ooad_name, inegi_entity_code
    from jsonb_to_recordset(${json(rows)}::text::jsonb)
      as new (ooad_code text, ooad_name text, inegi_entity_code text)
    on conflict (code) do update set name = excluded.name, state = excluded.state`
}

async function putAliases(tx: Sql, rows: readonly CatalogueRow[]): Promise<void> {
  await tx`delete from ooad_aliases`
  await tx`
    insert into ooad_aliases (alias, ooad_code, ambiguous)
    select alias, ooad_code, ambiguous = '1'
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as new (alias text, ooad_code text, ambiguous text)`
}

/** Hospitals are never taken away: people are registered in them. When one began to use the platform is not the file's to say. */
async function putHospitals(tx: Sql, rows: readonly CatalogueRow[]): Promise<void> {
  const hospitals = rows.map(({ clues = '', name, ...row }) => ({
    ...row,
    clues,
    name,
    id: hospitalId(clues),
    search: searchText(name, clues),
  }))
  await tx`
    insert into organizations (id, clues, name, level, regime, state, ooad_code, reports_to_ooad, latitude, longitude, search)
    select id, clues, name, level, regime, state, nullif(ooad_code, ''), nullif(reports_to_ooad, ''),
      nullif(latitude, '')::double precision, nullif(longitude, '')::double precision, search
    from jsonb_to_recordset(${json(hospitals)}::text::jsonb) as new (id uuid, clues text, name text,
      level hospital_level, regime hospital_regime, state text, ooad_code text, reports_to_ooad text, latitude text,
      longitude text, search text)
    on conflict (clues) do update
      set name = excluded.name, level = excluded.level, regime = excluded.regime, state = excluded.state,
        ooad_code = excluded.ooad_code, reports_to_ooad = excluded.reports_to_ooad, latitude = excluded.latitude,
        longitude = excluded.longitude, search = excluded.search`
}

/** The rules of the versions in the file; those of other versions stay, for results keep the version that gave them. */
async function putIccc3(tx: Sql, rows: readonly CatalogueRow[]): Promise<void> {
  const rules = rows.map((rule) => ({ version: rule['version'], rule_no: Number(rule['rule_no']), rule }))
  const versions = [...new Set(rules.map(({ version }) => version))]
  await tx`delete from iccc3_rules where version in (select jsonb_array_elements_text(${json(versions)}::text::jsonb))`
  await tx`
    insert into iccc3_rules (version, rule_no, rule)
    select version, rule_no, rule
    from jsonb_to_recordset(${json(rules)}::text::jsonb) as new (version text, rule_no integer, rule jsonb)`
}

function putStaging(kind: 'value' | 'selection') {
  return async (tx: Sql, rows: readonly CatalogueRow[]): Promise<void> => {
    await tx`delete from staging_rules where kind = ${kind}`
    await tx`
      insert into staging_rules (kind, position, rule)
      select ${kind}, position, rule
      from jsonb_to_recordset(${json(rows.map((rule, position) => ({ position, rule })))}::text::jsonb)
        as new (position integer, rule jsonb)`
  }
}
