import { readFileSync } from 'node:fs'
import { type CumulativeFamily, type Medication, MedicationFile } from 'shared/medication-catalogue'

const file = new URL('../../catalogue/medications.json', import.meta.url)
const parsed = MedicationFile.parse(JSON.parse(readFileSync(file, 'utf8')))

/** The medicines the program knows, by code. A fact of the edition that is installed; the same for every hospital. */
export const medications: ReadonlyMap<string, Medication> = new Map(
  parsed.medications.map((medication) => [medication.code, medication]),
)

/** What is added up over a life. */
export const cumulativeFamilies: readonly CumulativeFamily[] = parsed.families
