import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * The program and the shared rules are run as they were built (`npm test` builds them first), and loaded once for all the
 * test files of a worker: reading them again for each file took a third of the whole run.
 */
const usual = { isolate: false, server: { deps: { external: [/\/(server|shared)\/dist\//] } } }

export default defineConfig({
  root: import.meta.dirname,
  test: {
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)), // each waits for its database or browser most of the time
    reporters: ['default', './support/tally.ts'],
    projects: [
      { test: { ...usual, name: 'unit', include: ['*.unit.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          ...usual,
          name: 'server',
          include: ['*.test.ts'],
          exclude: ['*.unit.test.ts', '*.page.test.ts'],
          globalSetup: ['support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...usual,
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
