import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node', 'development|production']
const from = { resolve: { conditions }, ssr: { resolve: { conditions } } }

export default defineConfig({
  ...from,
  root: import.meta.dirname,
  test: {
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
          fileParallelism: false,
          retry: 1, // a busy machine can starve a browser once; a second failure is a failure
        },
      },
    ],
  },
})
