import type { NewPatient } from 'shared/patients'
import { type Chance, drawFrom, drawWord, weighedWords } from './chance.js'
import type { NameBook } from './names.js'

type Coverage = NewPatient['coverage']

/** What brothers and sisters have in common: surnames, state of birth, coverage, the NSS of who is insured, guardians. */
export interface Family {
  firstSurname: string
  secondSurname: string | null
  birthState: string
  coverage: Coverage
  nss: string | null
  /** First digit of the agregado: 1 insured, 2 spouse or partner, 3 child, 4 parent, 5 pensioner. */
  relation: 1 | 2 | 3 | 4 | 5
  guardians: FamilyGuardian[]
}

export interface FamilyGuardian {
  givenName: string
  firstSurname: string
  secondSurname: string | null
  relationship: 'parent' | 'grandparent' | 'sibling' | 'aunt-or-uncle' | 'legal-guardian'
  phone: string | null
}

export type NssSeries = (affiliationYear: number, birthYear: number) => string

/** A referral between the regimes brings some who are not insured with the institute: they have no NSS. */
const drawCoverage = drawWord('imss:945 imss-bienestar:30 none:25') as (chance: Chance) => Coverage
/** Some NSS are not at hand on the day. */
const NSS_KNOWN = 0.98

type Relationship = FamilyGuardian['relationship']
type Household = readonly { relationship: Relationship; sex: 'F' | 'M' | undefined }[]

/** Who answers for the child: mostly a mother and a father, often a mother alone; a test holds the words to the contract. */
const drawHousehold = drawFrom(
  weighedWords(
    `parent/F+parent/M:560 parent/F:270 parent/F+grandparent/F:50 parent/M:35 grandparent:28 aunt-or-uncle:20
     legal-guardian:14 parent/F+parent/F:9 sibling:9 parent/M+parent/M:5`,
  ).map(([word, weight]) => [readHousehold(word), weight] as const),
)
const MOTHER_ALONE = readHousehold('parent/F')

function readHousehold(word: string): Household {
  return word.split('+').map((member) => {
    const [relationship, sex] = member.split('/')
    return { relationship, sex } as Household[number]
  })
}

/** Years by which they are older, for the names of their time. */
const older: Record<Relationship, number> = {
  parent: 27,
  'legal-guardian': 33,
  'aunt-or-uncle': 28,
  grandparent: 52,
  sibling: 11,
}

interface Birth {
  birthState: string
  birthYear: number
}

/** The family of a child: it is the beneficiary of a parent. */
export function makeFamily(
  chance: Chance,
  book: NameBook,
  series: NssSeries,
  { birthState, birthYear }: Birth,
): Family {
  const firstSurname = book.surname(chance, birthState)
  // registered by one parent alone, or of a country where people have one surname
  const secondSurname = chance.happens(0.015) ? null : book.surname(chance, birthState)
  const coverage = drawCoverage(chance)
  const insuredBorn = birthYear - chance.between(18, 40)
  const affiliated = Math.min(insuredBorn + chance.between(17, 32), 2024)
  const household = secondSurname === null ? MOTHER_ALONE : drawHousehold(chance)
  const guardians = household.map(({ relationship, sex }, place): FamilyGuardian => {
    const female = sex === undefined ? chance.happens(0.7) : sex === 'F'
    const givenName = book.givenName(chance, female ? 'female' : 'male', birthYear - older[relationship])
    const [own, other] = [book.surname(chance, birthState), book.surname(chance, birthState)]
    // a child bears the first surname of the one parent first and that of the other second
    const ofChild = place === 0 && female ? (secondSurname ?? firstSurname) : firstSurname
    return {
      givenName,
      firstSurname: relationship === 'legal-guardian' ? other : ofChild,
      secondSurname: relationship === 'sibling' ? secondSurname : own,
      relationship,
      phone: chance.happens(0.93) ? reservedPhone(chance) : null,
    }
  })
  return {
    firstSurname,
    secondSurname,
    birthState,
    coverage,
    nss: coverage === 'imss' && chance.happens(NSS_KNOWN) ? series(affiliated, insuredBorn) : null,
    relation: 3,
    guardians,
  }
}

/** By whose right an adult is cared for: their own, a spouse's or partner's, a child's. */
const drawThrough = drawWord('own:66 spouse:24 child:10')

/** An adult: insured or pensioner in their own right, or through a spouse, a partner or a child. */
export function makeAdult(chance: Chance, book: NameBook, series: NssSeries, { birthState, birthYear }: Birth): Family {
  const firstSurname = book.surname(chance, birthState)
  const secondSurname = chance.happens(0.015) ? null : book.surname(chance, birthState)
  const coverage = drawCoverage(chance)
  const through = drawThrough(chance)
  const pensioner = birthYear < 1962 && chance.happens(0.75)
  const relation = birthYear > 2000 || through === 'own' ? (pensioner ? 5 : 1) : through === 'spouse' ? 2 : 4
  const apart = relation === 2 ? chance.between(-7, 5) : relation === 4 ? chance.between(20, 36) : 0
  const insuredBorn = Math.min(birthYear + apart, 2004)
  const affiliated = Math.min(insuredBorn + chance.between(17, 32), 2024)
  const nss = coverage === 'imss' && chance.happens(NSS_KNOWN) ? series(affiliated, insuredBorn) : null
  return { firstSurname, secondSurname, birthState, coverage, nss, relation, guardians: [] }
}

/** National numbers have ten digits and none begins with 0: these ring nowhere. */
const reservedPhone = (chance: Chance) =>
  `000 ${String(chance.below(1000)).padStart(3, '0')} ${String(chance.below(10000)).padStart(4, '0')}`
