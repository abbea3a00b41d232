import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', proxy: { '/api': api, '/health': api } },
  build: {
    outDir: 'dist',
    target: ['chrome111', 'edge111', 'firefox115', 'safari16'],
    assetsInlineLimit: 0, // the content policy allows scripts and styles from files only
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
