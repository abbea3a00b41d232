import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = 'http://127.0.0.1:3000'
const outDir = path.resolve(import.meta.dirname, 'dist')

/** Leaves each file in brotli and gzip beside itself,. */
const compressed: Plugin = {
  name: 'girasol:compressed',
  apply: 'build',
  closeBundle() {
    for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue
      const file = path.join(entry.parentPath, entry.name)
      const plain = readFileSync(file)
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
      writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }))
      writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
    }
  },
}

/** As the server does: families' addresses open their own page. */
const families: Plugin = {
  name: 'girasol:families',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (/^\/familias(\/|$|\?)/.test(request.url ?? '')) request.url = '/familias.html'
      next()
    })
  },
}

export default defineConfig({
  plugins: [react(), families, compressed],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', proxy: { '/api': api, '/health': api } },
  build: {
    outDir,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16'],
    assetsInlineLimit: 0, // the content policy allows scripts and styles from files only
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: ['index.html', 'familias.html'].map((name) => path.resolve(import.meta.dirname, name)) },
  },
})
