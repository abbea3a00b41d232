import type { BodyMeasurement } from 'shared/body-measurements'
import type { Condition } from 'shared/conditions'
import type { Protocol } from 'shared/protocol-library'
import type { BsaFormula } from 'shared/treatment'
import type { Option } from '../design/combobox-option'
import type { FieldProblem } from '../problem'
import { today } from '../time'
import type { PlanBody } from './api'

/** A protocol as it is chosen: the version in use, and whether it is only an example. */
export type ProtocolOption = Option & { versionId?: string; example?: boolean }

/** A plan as it stands on the form: numbers are text until they are read. */
export type PlanValues = {
  conditionId: string
  protocol: ProtocolOption | null
  protocolTyped: string
  intent: string
  startsOn: string
  weightKg: string
  heightCm: string
  bsaFormula: BsaFormula
  glomerularFiltration: string
  service: string
  authorisationFolio: string
  /** Reasons typed for warnings, by code. */
  reasons: Readonly<Record<string, string>>
}

export const planDraft = (patientId: string) => `care-plan/${patientId}`

/** The last value measured of each, with its day; what was a mistake is passed over. */
export function latestMeasure(measured: readonly BodyMeasurement[], field: 'weightKg' | 'heightCm') {
  const found = measured.find((it) => it.status === 'final' && it[field] !== null)
  const value = found?.[field]
  return found && value != null ? { value, on: found.effectiveOn } : undefined
}

/** Diagnoses that stand: a plan is for one of them. */
export const standing = (conditions: readonly Condition[]) => conditions.filter(({ status }) => status === 'active')

export const emptyPlan = (measured: readonly BodyMeasurement[], diagnoses: readonly Condition[]): PlanValues => ({
  conditionId: (diagnoses.length === 1 && diagnoses[0]?.id) || '',
  protocol: null,
  protocolTyped: '',
  intent: '',
  startsOn: today(),
  weightKg: String(latestMeasure(measured, 'weightKg')?.value ?? ''),
  heightCm: String(latestMeasure(measured, 'heightCm')?.value ?? ''),
  bsaFormula: 'mosteller',
  glomerularFiltration: '',
  service: '',
  authorisationFolio: '',
  reasons: {},
})

/** '20,5' and '20.5' are the same; undefined for nothing and for what is no number. */
export function readNumber(typed: string): number | undefined {
  const plain = typed.trim().replace(',', '.')
  return /^\d{1,4}(\.\d{1,4})?$/.test(plain) ? Number(plain) : undefined
}

/** Texts of number fields that are no number. */
export function unreadable(values: Readonly<Record<string, unknown>>, fields: readonly string[]): FieldProblem[] {
  return fields.flatMap((field) => {
    const typed = values[field]
    const wrong = typeof typed === 'string' && typed.trim() !== '' && readNumber(typed) === undefined
    return wrong ? [{ pointer: `#/${field}`, code: 'number-shape' }] : []
  })
}

/** What the schema cannot know of the form: words without a choice, and texts that are no number. */
export const planProblems = (values: PlanValues, diagnoses: readonly Condition[]): FieldProblem[] => [
  ...(diagnoses.length > 1 && values.conditionId === '' ? [{ pointer: '#/conditionId', code: 'required' }] : []),
  ...(values.protocol === null && values.protocolTyped.trim() !== ''
    ? [{ pointer: '#/protocolVersionId', code: 'not-chosen' }]
    : []),
  ...unreadable(values, ['weightKg', 'heightCm', 'glomerularFiltration']),
]

/** As it is sent, without the reasons. What is not filled in is left out, so that the schema says `required`. */
export function planBody(values: PlanValues): PlanBody {
  const filtration = readNumber(values.glomerularFiltration)
  const body = {
    protocolVersionId: values.protocol?.versionId,
    intent: values.intent || undefined,
    startsOn: values.startsOn || undefined,
    weightKg: readNumber(values.weightKg),
    heightCm: readNumber(values.heightCm),
    bsaFormula: values.bsaFormula,
    ...(values.conditionId && { conditionId: values.conditionId }),
    ...(filtration !== undefined && { glomerularFiltration: filtration }),
    ...(values.service.trim() && { service: values.service.trim() }),
    ...(values.authorisationFolio.trim() && { authorisationFolio: values.authorisationFolio.trim() }),
  }
  return body as PlanBody // what is missing is for the schema to refuse
}

/** The version of a protocol that a plan may begin with; what is shown before the name tells variants apart. */
export function asOption(protocol: Protocol, exampleMark: string): ProtocolOption[] {
  const version = protocol.versions.find(({ status }) => status === 'in-use')
  if (version === undefined) return []
  const owner = protocol.organization ? ` · ${protocol.organization.name}` : ''
  return [
    {
      code: `${protocol.code} v${version.number}${owner}`,
      label: protocol.name,
      versionId: version.id,
      example: protocol.example,
      ...(protocol.example && { detail: exampleMark }),
    },
  ]
}
