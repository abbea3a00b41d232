import { type ConditionValues, emptyCondition } from '../conditions/condition-values'
import { emptyPerson, type PersonValues } from './person-values'

/** Name of the draft; there is one registration at a time. */
export const registrationDraft = 'registration'

export type RegistrationValues = PersonValues & {
  managingOrganizationId: string
  diagnosis: ConditionValues
  /** Ids of records judged to be of other people. */
  notDuplicateOf: readonly string[]
}

export const emptyRegistration: RegistrationValues = {
  ...emptyPerson,
  managingOrganizationId: '',
  diagnosis: emptyCondition,
  notDuplicateOf: [],
}
