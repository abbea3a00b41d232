import { getTableColumns } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { MedicationAdministration } from 'shared/medication-administrations'
import { medicationAdministrations } from './table.js'

export type Dose = typeof medicationAdministrations.$inferSelect

const columns = Object.entries(getTableColumns(medicationAdministrations)).map(([key, column]) => ({
  key,
  name: toSnakeCase(key),
  read: (value: unknown) => (value === null ? null : column.mapFromDriverValue(value)),
}))

/** The columns of a dose under an alias, for statements written as text. */
export const doseColumns = (alias: string) => columns.map(({ name }) => `${alias}.${name}`).join(', ')

/** A row of `doseColumns` as drizzle would read it. */
export const readDose = (row: Record<string, unknown>): Dose =>
  Object.fromEntries(columns.map(({ key, name, read }) => [key, read(row[name])])) as Dose

/** As it leaves: instants as text, no column that nobody named. */
export function asAdministration(dose: Dose): MedicationAdministration {
  const { givenAt, recordedAt, bsaM2: _, ...rest } = dose
  return { ...rest, givenAt: givenAt?.toISOString() ?? null, recordedAt: recordedAt.toISOString() }
}
