import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join, posix, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

/**
 * A Chromium for the page tests. On Linux x64 the one that came with the packages, so that every machine draws the
 * same; elsewhere, or when `CHROME_PATH` names one, an installed Chrome, Chromium or Edge.
 */
export async function launchBrowser(): Promise<Browser> {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  return chromium.launch({
    headless: true,
    chromiumSandbox: false,
    args: [...quiet, '--disable-component-update', '--disable-sync'],
    ...(await program()),
  })
}

async function program(): Promise<LaunchOptions> {
  const named = process.env['CHROME_PATH']
  if (named) return { executablePath: named }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium()
  const found = usualPlaces().find(existsSync)
  if (found) return { executablePath: found }
  throw new Error('No browser found: install Chrome, Chromium or Edge, or name one in CHROME_PATH.')
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((it) => `/Applications/${it}.app/Contents/MacOS/${it}`)
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
      ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((it) =>
        join(process.env[folder] ?? '', it),
      ),
    )
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']
  return (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
}

/** Unpacks once into the user's cache. The folder appears whole or not at all, so two runs cannot meet half of it. */
async function unpackedChromium(): Promise<LaunchOptions> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const root = entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const home = resolve(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'girasol-chromium', String(version))
  if (!existsSync(home)) {
    const half = `${home}.${process.pid}`
    await mkdir(half, { recursive: true })
    await writeFile(join(half, 'chromium'), await inflated(join(root, 'bin/chromium.br')), { mode: 0o755 })
    await untar(await inflated(join(root, 'bin/al2023.tar.br')), join(half, 'libraries'))
    await untar(await inflated(join(root, 'bin/fonts.tar.br')), join(half, 'fonts'))
    await untar(await inflated(join(root, 'bin/swiftshader.tar.br')), half)
    // The package's own font list names folders of another machine; without fonts no text has a size.
    await writeFile(join(half, 'fonts', 'fonts.conf'), fontList(home))
    await rename(half, home).catch(() => rm(half, { recursive: true }))
  }
  const inherited = Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...Object.fromEntries(inherited),
      LD_LIBRARY_PATH: join(home, 'libraries', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  }
}

function fontList(home: string) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${home}/fonts/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>
`
}

async function inflated(file: string) {
  return promisify(brotliDecompress)(await readFile(file))
}

/** Writes the ordinary files of a ustar archive: blocks of 512 bytes, a header before each file. */
async function untar(archive: Buffer, into: string) {
  let at = 0
  while (at + 512 <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + 512)
    const text = (from: number, length: number) => header.toString('utf8', from, from + length).split('\0')[0] ?? ''
    const size = Number.parseInt(text(124, 12), 8)
    const kind = text(156, 1)
    if (kind === '0' || kind === '') {
      const file = join(into, posix.join(text(345, 155), text(0, 100)))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, archive.subarray(at + 512, at + 512 + size), { mode: Number.parseInt(text(100, 8), 8) })
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
}
