import { genericCurps } from 'shared/curp'
import { DUPLICATE_THRESHOLD, duplicateScore } from 'shared/duplicates'
import { fold } from 'shared/fold'
import type { Patient } from 'shared/patients'
import { searchText } from '../patients/derive.js'
import type { PersonDraft } from './person.js'

/** Somebody registered who may be the person of a row. */
export interface Registered extends Record<string, unknown> {
  id: string
  managing_organization_id: string
  in_reach: boolean
  given_name: string | null
  first_surname: string | null
  second_surname: string | null
  birth_date: string
  sex: Patient['sex']
  curp: string | null
  nss: string | null
  agregado: string | null
}

/** What the registered people make of a row. */
export interface Verdict {
  state: 'accepted' | 'rejected' | 'duplicate'
  code: string | null
  /** The person already registered, where in reach. */
  patientId: string | null
  /** Likely matches out of reach: shown to nobody here, cases for the coordinators once committed. */
  elsewhere: { id: string; score: number }[]
}

/**
 * The same CURP, the same NSS and agregado with name and birth date alike, or the same name, birth date and hospital, is
 * the same person. Anything less is accepted and pointed at. A CURP that another hospital holds refuses the row: who holds
 * it is told to a registration by hand, which is counted and audited.
 */
export function judge(person: PersonDraft, registered: readonly Registered[]): Verdict {
  const verdict: Verdict = { state: 'accepted', code: null, patientId: null, elsewhere: [] }
  for (const found of registered) {
    const { score } = duplicateScore(asCompared(person), asCompared(found))
    const likely = score >= DUPLICATE_THRESHOLD
    const sameCurp = person.curp !== null && found.curp === person.curp && !genericCurps.includes(person.curp)
    if (!found.in_reach) {
      if (sameCurp) return { ...verdict, state: 'rejected', code: 'curp-held-elsewhere', elsewhere: [] }
      if (likely) verdict.elsewhere.push({ id: found.id, score: Math.round(score * 100) })
    } else if (sameCurp || isSameBeneficiary(person, found, likely) || isSameName(person, found))
      return { ...verdict, state: 'duplicate', code: 'already-registered', patientId: found.id }
    else if (likely) verdict.code = 'possible-duplicate'
  }
  return verdict
}

/** Two rows of one file that may be one person. */
export const areAlike = (one: PersonDraft, other: PersonDraft): boolean =>
  duplicateScore(asCompared(one), asCompared(other)).score >= DUPLICATE_THRESHOLD

const asCompared = ({ given_name, first_surname, second_surname, birth_date, ...rest }: Registered | PersonDraft) => ({
  ...rest,
  givenName: given_name,
  firstSurname: first_surname,
  secondSurname: second_surname,
  birthDate: birth_date,
})

/** Twins of one sex share NSS, agregado and birth date: only their names tell them apart. */
const isSameBeneficiary = (person: PersonDraft, found: Registered, likely: boolean) =>
  likely &&
  person.nss !== null &&
  person.agregado !== null &&
  found.nss === person.nss &&
  found.agregado === person.agregado &&
  found.birth_date === person.birth_date &&
  fold(found.given_name ?? '') === fold(person.given_name ?? '')

/** Two people may bear one name: two CURPs say so. */
const isSameName = (person: PersonDraft, found: Registered) =>
  found.birth_date === person.birth_date &&
  found.managing_organization_id === person.managing_organization_id &&
  searchText(found.first_surname, found.second_surname, found.given_name) === person.search &&
  (person.curp === null || found.curp === null)
