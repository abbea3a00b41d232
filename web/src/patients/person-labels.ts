import { conditionLabel } from '../conditions/condition-values'
import { conditions as conditionWords } from '../words/conditions'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { registration } from '../words/registration'

const fields = [
  'curp',
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
  'relationship',
  'phone',
] as const

/** What a path of the person's form is called on the screen: 'guardians/0/phone' is "Teléfono, persona tutora 1". */
export function usePersonLabel(): (path: string) => string {
  const words = useWords(personWords)
  const asks = useWords(registration)
  const diagnosis = useWords(conditionWords)
  const own = (field: string) => {
    const known = fields.find((it) => it === field)
    return known && words[known]
  }
  return (path) => {
    const [part = '', at = '', ...rest] = path.split('/')
    if (part === 'diagnosis') {
      const field = conditionLabel([at, ...rest].join('/'))
      return field ? diagnosis[field] : diagnosis.part
    }
    if (part === 'guardians' && at !== '') return `${own(rest[0] ?? '') ?? ''}, ${asks.guardianNumber(Number(at) + 1)}`
    if (part === 'nss') return words.nssLong
    if (part === 'missingIdentifierReason') return asks.reason
    if (part === 'managingOrganizationId') return words.hospital
    return own(part) ?? path
  }
}
