import postgres from 'postgres'
import { type CatalogueFile, openCatalogueFile, openCatalogueFolder } from './catalogue-files.js'
import { type Catalogue, catalogues } from './catalogues.js'

/** Starts of several processes and replacements by hand take turns. */
const LOCK = 7247

interface Loaded {
  catalogue: string
  version: string
  sha256: string
  source: string
  current: boolean
}
interface Pair {
  catalogue: Catalogue
  file: CatalogueFile
}

/**
 * Loads the project's catalogue files into the database at `url`, as the owner of its tables. What is there already is
 * left alone, and so is a catalogue that was replaced from an official file; `only` names one that is loaded whatever
 * stands there. Answers the names of those it loaded.
 */
export async function loadCatalogues(url: string, say: (text: string) => void, only?: string): Promise<string[]> {
  const pairs = catalogues
    .filter(({ name }) => only === undefined || name === only)
    .map(
      (catalogue): Pair => ({
        catalogue,
        file: 'folder' in catalogue ? openCatalogueFolder(catalogue.file) : openCatalogueFile(catalogue.file),
      }),
    )
  if (pairs.length === 0) throw new Error(`${only} is not one of ${catalogues.map(({ name }) => name).join(', ')}`)
  const wanted = (loaded: readonly Loaded[]) => pairs.filter((pair) => only !== undefined || !stands(pair, loaded))
  return asOwner(url, async (sql) => {
    if (wanted(await loadedVersions(sql)).length === 0) return []
    return inTurn(sql, async (tx) => {
      const missing = wanted(await loadedVersions(tx))
      for (const { catalogue, file } of missing) {
        const rows = file.rows()
        await catalogue.put(tx, rows, catalogue.versions[0] ?? '')
        await noteVersions(tx, catalogue, catalogue.versions, { source: file.place, sha256: file.sha256 }, rows)
        say(`Loaded ${catalogue.name} ${catalogue.versions.join(', ')} from ${file.place}`)
      }
      return missing.map(({ catalogue }) => catalogue.name)
    })
  })
}

export async function asOwner<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    return await run(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** One transaction at a time, all or nothing. */
export const inTurn = <T>(sql: postgres.Sql, run: (tx: postgres.TransactionSql) => Promise<T>) =>
  sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    return run(tx)
  })

const loadedVersions = (sql: postgres.ISql) =>
  sql<Loaded[]>`select catalogue, version, sha256, source, current from catalogue_versions`

/** True when each edition of the file is loaded as it is, or an official file stands in its place. */
function stands({ catalogue: { name, versions }, file }: Pair, loaded: readonly Loaded[]): boolean {
  const here = loaded.filter(({ catalogue, current }) => catalogue === name && current)
  if (versions.length === 1) return here.some(({ sha256, source }) => source !== file.place || sha256 === file.sha256)
  return versions.every((edition) =>
    here.some(
      ({ version, sha256, source }) => version === edition && (source !== file.place || sha256 === file.sha256),
    ),
  )
}

/** The editions become the current ones; they take the place of others unless the catalogue keeps several side by side. */
export async function noteVersions(
  tx: postgres.TransactionSql,
  { name, versions: own }: Catalogue,
  versions: readonly string[],
  { source, sha256 }: { source: string; sha256: string },
  rows: readonly Record<string, string>[],
): Promise<void> {
  if (own.length === 1) await tx`update catalogue_versions set current = false where catalogue = ${name}`
  for (const version of versions) {
    const n = own.length === 1 ? rows.length : rows.filter((row) => row['version'] === version).length
    await tx`
      insert into catalogue_versions (catalogue, version, sha256, rows, source, current)
      values (${name}, ${version}, ${sha256}, ${n}, ${source}, true)
      on conflict (catalogue, version) do update
        set sha256 = excluded.sha256, rows = excluded.rows, source = excluded.source, current = true, loaded_at = now()`
  }
}
