import { NewCondition } from 'shared/conditions'
import { NewPatient } from 'shared/patients'
import { conditionBody, isStarted, unchosen } from '../conditions/condition-values'
import { firstOfEach } from '../form'
import type { FieldProblem } from '../problem'
import { refusals } from '../refusals'
import { isDay, personBody } from './person-values'
import type { RegistrationValues } from './registration-values'

/** The body of POST /api/patients as typed; a person's one hospital is not asked for. */
export function registrationBody(values: RegistrationValues, hospitalIds: readonly string[]): Record<string, unknown> {
  const only = hospitalIds.length === 1 ? hospitalIds[0] : undefined
  return {
    ...personBody(values),
    managingOrganizationId: only ?? (values.managingOrganizationId || undefined),
    ...(values.notDuplicateOf.length > 0 && { notDuplicateOf: values.notDuplicateOf }),
  }
}

/** All that can be told before it is sent, at once; the server tells the same by the same codes. */
export function registrationProblems(
  values: RegistrationValues,
  body: Record<string, unknown>,
  today: string,
): readonly FieldProblem[] {
  const diagnosis = isStarted(values.diagnosis) ? diagnosisProblems(values, today) : []
  const nameless = values.curp.trim() === '' && values.nss.trim() === '' && values.missingIdentifierReason === ''
  return firstOfEach([
    ...refusals(NewPatient, body),
    ...(nameless ? [{ pointer: '#/missingIdentifierReason', code: 'missing-identifier-reason-required' }] : []),
    ...(isDay(values.birthDate) && values.birthDate > today ? [{ pointer: '#/birthDate', code: 'future-date' }] : []),
    ...diagnosis,
  ])
}

function diagnosisProblems({ diagnosis, birthDate }: RegistrationValues, today: string): FieldProblem[] {
  const days = (['recordedDate', 'onsetDate', 'suspectedOn', 'referredOn'] as const).filter((it) =>
    isDay(diagnosis[it]),
  )
  return [
    ...unchosen(diagnosis, 'diagnosis/'),
    ...refusals(NewCondition, conditionBody(diagnosis)).map(({ pointer, code }) => ({
      pointer: pointer.replace('#/', '#/diagnosis/'),
      code,
    })),
    ...days
      .filter((field) => diagnosis[field] > today)
      .map((field) => ({ pointer: `#/diagnosis/${field}`, code: 'future-date' })),
    ...days
      .filter((field) => isDay(birthDate) && diagnosis[field] < birthDate)
      .map((field) => ({ pointer: `#/diagnosis/${field}`, code: 'before-birth' })),
  ]
}
