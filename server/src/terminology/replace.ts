import type postgres from 'postgres'
import { type CatalogueRow, sha256 } from './catalogue-files.js'
import { catalogues } from './catalogues.js'
import { asOwner, inTurn, noteVersions } from './load.js'
import { officialCatalogues, type Standing } from './official.js'
import { BadCatalogue, type CellFault, readOfficial } from './official-file.js'

export interface Replacement {
  name: string
  version: string
  bytes: Buffer
  fileName: string
}

/** What a replacement did, code by code. */
export interface Difference {
  rows: number
  added: string[]
  changed: string[]
  /** No longer listed; what was recorded with them keeps their label. */
  gone: string[]
  /** Rows of the file that belong to other chapters. */
  leftOut: number
}

/** More than this part of a catalogue gone at once is another file, not another edition. */
const MOST_GONE = 0.5

/**
 * Puts an official file in the place of a catalogue, all of it or nothing: a cell that cannot be taken throws
 * BadCatalogue with every fault named.
 */
export async function replaceCatalogue(
  url: string,
  { name, version, bytes, fileName }: Replacement,
): Promise<Difference> {
  const catalogue = catalogues.find((known) => known.name === name)
  const official = officialCatalogues[name]
  if (catalogue === undefined || official === undefined)
    throw new BadCatalogue(`Only ${Object.keys(officialCatalogues).join(', ')} can be replaced, not «${name}».`)
  if (!/^[\w.-]{1,40}$/.test(version))
    throw new BadCatalogue('--version must name the edition: letters, digits, point and hyphen, 40 at most.')
  const lines = await readOfficial(bytes, official.columns, official.required)
  return asOwner(url, (sql) =>
    inTurn(sql, async (tx) => {
      const standing = await readStanding(tx, name, version)
      const faults: CellFault[] = []
      const { rows, leftOut } = official.read(lines, standing, version, faults)
      if (faults.length > 0)
        throw new BadCatalogue(`Cells that cannot be taken: ${faults.length}; nothing was changed.`, faults)
      if (rows.length === 0) throw new BadCatalogue('None of the rows belongs to this catalogue; nothing was changed.')
      const difference = compare(name, standing.rows, rows)
      if (difference.gone.length > standing.rows.size * MOST_GONE)
        throw new BadCatalogue(
          `${difference.gone.length} of ${standing.rows.size} codes would go: this is not the whole catalogue. Nothing was changed.`,
        )
      await catalogue.put(tx, rows, version)
      await noteVersions(tx, catalogue, [version], { source: fileName, sha256: sha256(bytes) }, rows)
      return { rows: rows.length, leftOut, ...difference }
    }),
  )
}

const keyOf = (name: string, row: CatalogueRow) =>
  (name === 'hospitals' ? row['clues'] : name === 'iccc3' ? row['rule_no'] : row['code']) ?? ''

/** Columns that name an edition change with it and say nothing of a code. */
const asText = ({ edition: _, version: __, ...row }: CatalogueRow) =>
  JSON.stringify(
    Object.entries(row)
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

function compare(name: string, before: Standing['rows'], rows: readonly CatalogueRow[]) {
  const after = new Map(rows.map((row) => [keyOf(name, row), row]))
  const codes = [...after.keys()]
  return {
    added: codes.filter((code) => !before.has(code)),
    changed: codes.filter((code) => {
      const [old, now] = [before.get(code), after.get(code)]
      return old !== undefined && now !== undefined && asText(old) !== asText(now)
    }),
    gone: [...before.keys()].filter((code) => !after.has(code)),
  }
}

/** The catalogue as it stands, in the columns of our files. */
async function readStanding(tx: postgres.TransactionSql, name: string, version: string): Promise<Standing> {
  const ooads = await tx<{ code: string }[]>`select code from ooads`
  const rows = await standingRows(tx, name, version)
  return {
    ooadCodes: new Set(ooads.map(({ code }) => code)),
    rows: new Map(rows.map((row) => [keyOf(name, row), row])),
  }
}

async function standingRows(tx: postgres.TransactionSql, name: string, version: string): Promise<CatalogueRow[]> {
  if (name === 'iccc3') {
    const rules = await tx<{ rule: CatalogueRow }[]>`select rule from iccc3_rules where version = ${version}`
    return rules.map(({ rule }) => rule)
  }
  if (name === 'hospitals')
    return tx<CatalogueRow[]>`
      select clues, name, level::text, regime::text, state, coalesce(ooad_code, '') as ooad_code,
        coalesce(reports_to_ooad, '') as reports_to_ooad, coalesce(latitude::text, '') as latitude,
        coalesce(longitude::text, '') as longitude
      from organizations`
  const concepts = await tx<{ row: CatalogueRow }[]>`
    select properties || jsonb_build_object('code', code, 'label_es', label_es, 'label_en', coalesce(label_en, ''),
      'synonyms_es', coalesce(synonyms, '')) as row
    from terminology_concepts where system = ${name} and current`
  return concepts.map(({ row }) => row)
}

interface Edition {
  catalogue: string
  version: string
  rows: number
  source: string
  current: boolean
  loaded_at: string
}

/** Every edition that was ever loaded, for the command line. */
export const listEditions = (url: string): Promise<Edition[]> =>
  asOwner(url, async (sql) => [
    ...(await sql<Edition[]>`
      select catalogue, version, rows, source, current, to_char(loaded_at, 'YYYY-MM-DD HH24:MI') as loaded_at
      from catalogue_versions order by catalogue, current desc, version`),
  ])
