import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

/** server/catalogue, from the sources and from the built program alike. */
const folder = new URL('../../catalogue/', import.meta.url)

/** A row of a catalogue file by column name. */
export type CatalogueRow = Record<string, string>

export interface CatalogueFile {
  /** From the root of the project; an official file has no folder in its name. */
  place: string
  sha256: string
  /** Parses only when asked. */
  rows(): CatalogueRow[]
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export function openCatalogueFile(name: string): CatalogueFile {
  const bytes = readFileSync(fileURLToPath(new URL(name, folder)))
  return {
    place: `server/catalogue/${name}`,
    sha256: sha256(bytes),
    rows: () => parse(bytes, { columns: true, bom: true }),
  }
}

/** A folder of JSON documents as one file: a row for each, its text under `document`. */
export function openCatalogueFolder(name: string): CatalogueFile {
  const here = new URL(`${name}/`, folder)
  const names = readdirSync(fileURLToPath(here))
    .filter((file) => file.endsWith('.json'))
    .sort()
  const texts = names.map((file) => readFileSync(fileURLToPath(new URL(file, here))))
  return {
    place: `server/catalogue/${name}`,
    sha256: sha256(Buffer.concat(texts)),
    rows: () => texts.map((text) => ({ document: text.toString('utf8') })),
  }
}
