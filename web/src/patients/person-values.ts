import type { Patient } from 'shared/patients'
import { shownCurp, shownNss } from './shown'

export type GuardianValues = {
  /** Of this form only: the boxes keep their place when another guardian is removed. */
  key: string
  givenName: string
  firstSurname: string
  secondSurname: string
  relationship: string
  phone: string
}

/** The facts of a person as they stand on a form: empty texts where nothing was typed. */
export type PersonValues = {
  curp: string
  missingIdentifierReason: string
  nss: string
  agregado: string
  givenName: string
  firstSurname: string
  secondSurname: string
  chosenName: string
  pronoun: string
  birthDate: string
  sex: string
  birthState: string
  coverage: string
  registeredOn: string
  guardians: readonly GuardianValues[]
  /** Facts the CURP also says that somebody typed or chose: those are compared, never overwritten. */
  own: readonly PrefilledField[]
}

export const prefilledFields = ['birthDate', 'sex', 'birthState'] as const
export type PrefilledField = (typeof prefilledFields)[number]

export const emptyPerson: PersonValues = {
  curp: '',
  missingIdentifierReason: '',
  nss: '',
  agregado: '',
  givenName: '',
  firstSurname: '',
  secondSurname: '',
  chosenName: '',
  pronoun: '',
  birthDate: '',
  sex: '',
  birthState: '',
  coverage: '',
  registeredOn: '',
  guardians: [],
  own: [],
}

export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

export function newGuardian(): GuardianValues {
  return {
    key: crypto.randomUUID(),
    givenName: '',
    firstSurname: '',
    secondSurname: '',
    relationship: '',
    phone: '',
  }
}

/** Texts as they are sent: what is empty is null where it may be, and absent where the schema asks for it. */
export function personBody(values: PersonValues): Record<string, unknown> {
  const optional = (text: string) => (text.trim() === '' ? null : text)
  const asked = (text: string) => (text.trim() === '' ? undefined : text)
  return {
    curp: optional(values.curp),
    // a reason for what is there would be read as if it were missing
    missingIdentifierReason: values.curp.trim() === '' ? optional(values.missingIdentifierReason) : null,
    nss: optional(values.nss),
    agregado: optional(values.agregado),
    givenName: values.givenName,
    firstSurname: values.firstSurname,
    secondSurname: optional(values.secondSurname),
    chosenName: optional(values.chosenName),
    pronoun: optional(values.pronoun),
    birthDate: asked(values.birthDate),
    sex: asked(values.sex),
    birthState: optional(values.birthState),
    coverage: asked(values.coverage),
    ...(values.registeredOn.trim() !== '' && { registeredOn: values.registeredOn }),
    guardians: values.guardians.map(({ key: _, ...guardian }) => ({
      ...guardian,
      secondSurname: optional(guardian.secondSurname),
      relationship: asked(guardian.relationship),
      phone: optional(guardian.phone),
    })),
  }
}

/** A person back on the form, to correct them. */
export function fromPatient(patient: Patient): PersonValues {
  return {
    curp: shownCurp(patient.curp ?? ''),
    missingIdentifierReason: patient.missingIdentifierReason ?? '',
    nss: shownNss(patient.nss ?? ''),
    agregado: patient.agregado ?? '',
    givenName: patient.givenName ?? '',
    firstSurname: patient.firstSurname ?? '',
    secondSurname: patient.secondSurname ?? '',
    chosenName: patient.chosenName ?? '',
    pronoun: patient.pronoun ?? '',
    birthDate: patient.birthDate,
    sex: patient.sex,
    birthState: patient.birthState ?? '',
    coverage: patient.coverage,
    registeredOn: patient.registeredOn,
    guardians: patient.guardians.map(({ id, ...guardian }) => ({
      ...guardian,
      key: id,
      secondSurname: guardian.secondSurname ?? '',
      phone: guardian.phone ?? '',
    })),
    own: [...prefilledFields],
  }
}
