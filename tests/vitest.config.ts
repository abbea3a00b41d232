import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node', 'development|production']
const from = { resolve: { conditions }, ssr: { resolve: { conditions } } }

export default defineConfig({
  ...from,
  root: import.meta.dirname,
  test: {
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)), // each waits for its database or browser most of the time
    reporters: ['default', './support/tally.ts'],
    projects: [
      { ...from, test: { name: 'unit', include: ['*.unit.test.ts'], testTimeout: 30_000 } },
      {
        ...from,
        test: {
          name: 'server',
          include: ['*.test.ts'],
          exclude: ['*.unit.test.ts', '*.page.test.ts'],
          globalSetup: ['support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...from,
        test: {
          name: 'pages',
          include: ['*.page.test.ts'],
          globalSetup: ['support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          retry: 1, // a busy machine can starve a browser once; a second failure is a failure
        },
      },
    ],
  },
})
