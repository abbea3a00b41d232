import type { Patient, PatientEdit } from 'shared/patients'
import { fromPatient, type PersonValues, personBody } from './person-values'

export const editableFields = [
  'curp',
  'missingIdentifierReason',
  'nss',
  'agregado',
  'givenName',
  'firstSurname',
  'secondSurname',
  'chosenName',
  'pronoun',
  'birthDate',
  'sex',
  'birthState',
  'coverage',
  'registeredOn',
  'guardians',
] as const satisfies readonly (keyof PersonValues & keyof PatientEdit)[]
export type EditableField = (typeof editableFields)[number]

const grouped = new Set<EditableField>(['curp', 'nss', 'agregado'])

/** One text for one meaning: groups of characters and rows of guardians aside. */
function meaning(values: PersonValues, field: EditableField): string {
  if (field === 'guardians') return JSON.stringify(values.guardians.map(({ key: _, ...guardian }) => guardian))
  const text = values[field].trim()
  return grouped.has(field) ? text.replace(/[\s-]/g, '').toUpperCase() : text
}

/** Fields in which two states of a person differ. */
export function differences(a: PersonValues, b: PersonValues): readonly EditableField[] {
  return editableFields.filter((field) => meaning(a, field) !== meaning(b, field))
}

/** The merge patch that leads from the record to what is typed. */
export function editOf(base: Patient, values: PersonValues): Record<string, unknown> {
  const changed = new Set(differences(fromPatient(base), values))
  if (changed.has('curp')) changed.add('missingIdentifierReason') // a CURP that came needs no reason any more
  const body = personBody(values)
  return Object.fromEntries([...changed].map((field) => [field, body[field]]))
}

/** Where both changed the same fact of `base` to something else, and what comes of putting both together. */
export function meet(base: Patient, mine: PersonValues, current: Patient) {
  const before = fromPatient(base)
  const theirs = fromPatient(current)
  const changedHere = differences(before, mine)
  const changedThere = differences(before, theirs)
  const apart = new Set(differences(mine, theirs))
  return {
    clashes: changedHere.filter((field) => changedThere.includes(field) && apart.has(field)),
    /** Theirs, with what was changed here on top, except where theirs is kept. */
    merged: (keepTheirs: readonly EditableField[]): PersonValues => ({
      ...theirs,
      ...Object.fromEntries(
        changedHere.filter((field) => !keepTheirs.includes(field)).map((field) => [field, mine[field]]),
      ),
    }),
  }
}
