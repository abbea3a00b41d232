import { readdirSync } from 'node:fs'
import { vi } from 'vitest'

const folder = new URL('../../web/src/words/', import.meta.url)

/** The Spanish of families' pages as they show it: every entry, those that take values with plain ones. */
export async function familySpanish(): Promise<string[]> {
  for (const name of ['matchMedia', 'addEventListener'])
    vi.stubGlobal(name, () => ({ matches: false, addEventListener: () => {} }))
  const files = readdirSync(folder).filter((name) => /^families(-\w+)?\.ts$/.test(name))
  const texts: string[] = []
  for (const file of files) {
    const module: Record<string, { es?: Record<string, unknown> }> = await import(new URL(file, folder).href)
    for (const { es = {} } of Object.values(module))
      for (const entry of Object.values(es))
        texts.push(typeof entry === 'function' ? String(entry(...plain(entry))) : String(entry))
  }
  return texts.filter(Boolean)
}

/** Two is plural and a word is short: what stands in for a value. */
const plain = (entry: { length: number }) => Array.from({ length: entry.length }, () => 2)
