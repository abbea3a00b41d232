import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './server/src/**/table.ts',
  out: './drizzle',
  casing: 'snake_case',
  entities: { roles: true },
})
