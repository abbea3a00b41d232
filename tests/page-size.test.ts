import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const dist = path.resolve(import.meta.dirname, '../web/dist')
const html = existsSync(dist) ? readFileSync(path.join(dist, 'index.html'), 'utf8') : ''
const gzipped = (file: string) => gzipSync(readFileSync(path.join(dist, file))).length
const KB = 1000

/** What the browser fetches before anything is shown: scripts, their preloads and styles named in the page. */
const first = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')

test('the first load is at most 150 KB of JavaScript and CSS, gzipped', () => {
  expect(first.length).toBeGreaterThan(1)
  const total = first.reduce((sum, file) => sum + gzipped(file), 0)
  console.log(`first load: ${(total / KB).toFixed(1)} KB gzipped in ${first.length} files`)
  expect(total).toBeLessThanOrEqual(150 * KB)
})

test('no page adds more than 62 KB of its own: the combobox is the largest', () => {
  const rest = readdirSync(path.join(dist, 'assets'))
    .map((name) => `assets/${name}`)
    .filter((file) => file.endsWith('.js') && !first.includes(file))
  expect(rest.length).toBeGreaterThan(5)
  for (const file of rest) expect(gzipped(file), file).toBeLessThanOrEqual(62 * KB)
})

test('the page holds no inline script or style: the content security policy would refuse it', () => {
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
})
