import { ageInYears } from 'shared/age'
import { daysBetween } from 'shared/calendar-day'
import type { NewPatient } from 'shared/patients'
import { BORN_ABROAD } from 'shared/states'
import { type Chance, drawFrom, drawWord } from './chance.js'
import type { Family } from './families.js'
import type { Life } from './lives.js'
import type { NameBook } from './names.js'
import { reservedCurp } from './reserved-identifiers.js'
import type { Tumour } from './tumours.js'

export interface DemoIdentity {
  givenName: string
  chosenName: string | null
  pronoun: string | null
  sex: NewPatient['sex']
  curp: string | null
  agregado: string | null
  missingIdentifierReason: MissingReason | null
}

type MissingReason = NonNullable<NewPatient['missingIdentifierReason']>
const drawReason = drawWord('not-at-hand:60 emergency:15 not-in-file:15 never-issued:6 declined:4') as (
  chance: Chance,
) => MissingReason

/** Given name, sex and identifiers of a person of this family. `taken` holds the CURPs given out so far. */
export function makeIdentity(
  chance: Chance,
  book: NameBook,
  { family, life, tumour, elder }: { family: Family; life: Life; tumour: Tumour; elder: string | undefined },
  taken: Set<string>,
): DemoIdentity {
  const birthYear = Number(life.birthDate.slice(0, 4))
  const female = chance.happens(tumour.female)
  const calledAs = female ? 'female' : 'male'
  const sex = drawSex(chance, tumour) ?? calledAs
  let givenName = book.givenName(chance, calledAs, birthYear)
  // brothers and sisters are not called alike; another first letter gives twins different CURPs
  while (elder?.charAt(0) === givenName.charAt(0)) givenName = book.givenName(chance, calledAs, birthYear)
  const reason = whyNoCurp(chance, life, family)
  const curp = reason === null && sex !== 'unknown' ? reservedCurp({ ...family, ...life, givenName, sex }) : null
  // two people who would share one, by name, day and place: the second goes without
  const own = curp === null || taken.has(curp) ? null : curp
  if (own !== null) taken.add(own)
  return {
    givenName,
    sex,
    curp: own,
    ...chosenName(chance, book, givenName, female, life),
    agregado:
      family.nss === null || sex === 'unknown' || sex === 'other' ? null : agregadoOf(chance, family, life, sex),
    missingIdentifierReason: own === null ? (reason ?? 'not-at-hand') : null,
  }
}

/** A few are registered as neither, or not yet as anything; tumours of one sex alone say which. */
function drawSex(chance: Chance, { female }: Tumour): 'other' | 'unknown' | null {
  const where = chance.real()
  if (female < 0.02 || female > 0.98) return null
  return where < 0.0005 ? 'other' : where < 0.0008 ? 'unknown' : null
}

function whyNoCurp(chance: Chance, { birthDate, registeredOn }: Life, { birthState }: Family): MissingReason | null {
  const where = chance.real()
  const reason = drawReason(chance)
  if (daysBetween(birthDate, registeredOn) < 60) return where < 0.7 ? 'newborn' : null
  if (birthState === BORN_ABROAD) return where < 0.6 ? 'foreigner' : null
  return where < 0.022 ? reason : null
}

/** Relation, sex, year of birth, regime: OR ordinary, ES a student from 16 on, PE a pension. */
function agregadoOf(chance: Chance, { relation }: Family, { birthDate, registeredOn }: Life, sex: 'female' | 'male') {
  const known = chance.happens(0.96)
  const regime = relation === 5 ? 'PE' : relation === 3 && ageInYears(birthDate, registeredOn) >= 16 ? 'ES' : 'OR'
  return known ? `${relation}${sex === 'female' ? 'F' : 'M'}${birthDate.slice(0, 4)}${regime}` : null
}

const drawNeutral = drawFrom(
  'Alex Andy Ari Cris Dani Fer Gabi Noa Sam Sasha Vale Yael'.split(' ').map((name) => [name, 1] as const),
)
const NONE = { chosenName: null, pronoun: null }

/** Asked in private and optional: one in some 250 says another name or a pronoun. */
function chosenName(
  chance: Chance,
  book: NameBook,
  givenName: string,
  female: boolean,
  { birthDate, registeredOn }: Life,
) {
  const asked = chance.real() * 250
  const neutral = drawNeutral(chance)
  const other = book.givenName(chance, female ? 'male' : 'female', Number(birthDate.slice(0, 4)))
  if (ageInYears(birthDate, registeredOn) < 8 || asked >= 1) return NONE
  if (asked < 0.3) return { chosenName: other, pronoun: female ? 'él' : 'ella' }
  if (asked < 0.5) return { chosenName: neutral, pronoun: 'elle' }
  if (asked < 0.75) return { chosenName: neutral, pronoun: female ? 'ella' : 'él' }
  const [, second] = givenName.split(' ')
  return second === undefined ? NONE : { chosenName: second, pronoun: null }
}
