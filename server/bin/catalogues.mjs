// Editions of the catalogues: `npm run catalogues`, `npm run catalogues -- load [NAME]`,
// `npm run catalogues -- replace NAME FILE --version EDITION`.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

if (!existsSync(new URL('../dist/terminology/replace.js', import.meta.url))) {
  console.error('The program is not built yet: run npm start once, or npm run build.')
  process.exit(1)
}
const { withDatabase } = await import('../dist/database/command.js')
const { loadCatalogues } = await import('../dist/terminology/load.js')
const { listEditions, replaceCatalogue } = await import('../dist/terminology/replace.js')

const usage = `npm run catalogues                                      editions that are loaded
npm run catalogues -- load                              the project's files, where they changed
npm run catalogues -- load NAME                         the project's file of one catalogue, whatever stands there
npm run catalogues -- replace NAME FILE --version 2025  an official file (CSV) in the place of a catalogue`

const few = (codes) => (codes.length === 0 ? '' : `: ${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ', …' : ''}`)

async function list(url) {
  for (const { catalogue, version, rows, current, source, loaded_at } of await listEditions(url))
    console.log(
      `${current ? '*' : ' '} ${catalogue.padEnd(18)} ${version.padEnd(20)} ${String(rows).padStart(6)} rows  ${loaded_at}  ${source}`,
    )
}

async function load(url, name) {
  const loaded = await loadCatalogues(url, console.log, name)
  if (loaded.length === 0) console.log('Every catalogue is as its file says; nothing to load.')
}

async function replace(url, name, file, version) {
  const { rows, added, changed, gone, leftOut } = await replaceCatalogue(url, {
    ...{ name, version, bytes: readFileSync(file), fileName: path.basename(file) },
  })
  console.log(`${name} is now edition ${version}, ${rows} rows.`)
  console.log(`  added ${added.length}${few(added)}`)
  console.log(`  changed ${changed.length}${few(changed)}`)
  console.log(`  no longer listed ${gone.length}${few(gone)}`)
  if (leftOut > 0) console.log(`  rows of other chapters left out: ${leftOut}`)
}

function command() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { version: { type: 'string' } } })
  const [verb, name, file] = positionals
  const { version } = values
  if (verb === undefined) return list
  if (verb === 'load' && file === undefined) return (url) => load(url, name)
  if (verb === 'replace' && file !== undefined && version !== undefined)
    return (url) => replace(url, name, file, version)
  return null
}

try {
  const run = command()
  if (run === null) {
    console.error(usage)
    process.exit(2)
  }
  await withDatabase((_database, url) => run(url))
} catch (error) {
  console.error(error.code === 'ENOENT' ? `There is no file ${error.path}.` : error.message)
  for (const { row, column, value, code } of (error.faults ?? []).slice(0, 20))
    console.error(`  row ${row}, column ${column}: «${value}» (${code})`)
  if (error.faults?.length > 20) console.error(`  … and ${error.faults.length - 20} more`)
  process.exitCode = 1
}
