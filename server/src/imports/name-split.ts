import { fold, tidy } from 'shared/fold'
import { type NameProposal, nameOrders } from 'shared/imports'

/** Folded words and phrases that are known as given names and as surnames; some are both (Santiago, Rosa). */
export interface KnownNames {
  given: ReadonlySet<string>
  surnames: ReadonlySet<string>
}

type Order = (typeof nameOrders)[number]
interface Split {
  order: Order
  surnames: Unit[]
  given: Unit[]
}
/** A name with the particles before it, and what it is known as. */
interface Unit {
  text: string
  kind: 'given' | 'surname' | 'either'
  known: boolean
}

const particles = new Set('da das de del der do dos el la las los mac san santa van von y'.split(' '))
const MOST_UNITS = 8

export const knownNames = (given: Iterable<string>, surnames: Iterable<string>): KnownNames => ({
  given: new Set(
    Array.from(given, fold).flatMap((name) => [name, ...name.split(' ').filter((word) => !particles.has(word))]),
  ),
  surnames: new Set(Array.from(surnames, fold)),
})

/**
 * Takes apart a cell that holds a whole name. A comma says it ("PÉREZ LÓPEZ, ANA"); without one, a split is certain only if
 * every word is known as one thing and a single split fits. With an order that the person who imports has chosen, position
 * decides where words do not; a word known as the contrary makes it null, and so does a name of one word.
 */
export function splitName(text: string, known: KnownNames, chosen?: Order): NameProposal | null {
  const [surnames = '', given, ...more] = text.split(',')
  if (given !== undefined) return more.length === 0 ? splitAtComma(surnames, given, known) : null
  const units = unitsOf(text, known)
  if (units.length < 2 || units.length > MOST_UNITS) return null
  const splits = nameOrders.flatMap((order) => splitsOf(units, order)).filter(fits)
  const whole = units.every((unit) => unit.known && unit.kind !== 'either')
  if (chosen === undefined) {
    const [only, another] = splits
    if (whole && only !== undefined && another === undefined) return proposal(only, true)
    const guess = splits[0]
    return guess === undefined ? null : proposal(guess, false)
  }
  const first = splits.find(({ order }) => order === chosen)
  return first === undefined ? null : proposal(first, true)
}

function splitAtComma(before: string, after: string, known: KnownNames): NameProposal | null {
  const [first, second, third] = unitsOf(before, known)
  if (first === undefined || third !== undefined || tidy(after) === '') return null
  return {
    givenName: tidy(after),
    firstSurname: first.text,
    secondSurname: second?.text ?? null,
    order: 'surnames-first',
    certain: true,
  }
}

/** Two surnames before one: that is the rule in Mexico. */
function splitsOf(units: readonly Unit[], order: Order): Split[] {
  return [2, 1]
    .filter((surnames) => surnames < units.length)
    .map((surnames) =>
      order === 'surnames-first'
        ? { order, surnames: units.slice(0, surnames), given: units.slice(surnames) }
        : { order, surnames: units.slice(-surnames), given: units.slice(0, -surnames) },
    )
}

const fits = ({ surnames, given }: Split) =>
  surnames.every(({ kind }) => kind !== 'given') && given.every(({ kind }) => kind !== 'surname')

function proposal({ order, surnames, given }: Split, certain: boolean): NameProposal {
  return {
    givenName: given.map(({ text }) => text).join(' '),
    firstSurname: surnames[0]?.text ?? '',
    secondSurname: surnames[1]?.text ?? null,
    order,
    certain,
  }
}

/** Words with their particles; a surname of several words that is known (Montes de Oca) stays together. */
function unitsOf(text: string, known: KnownNames): Unit[] {
  const words = tidy(text)
    .split(' ')
    .filter((word) => word !== '')
  const units: Unit[] = []
  for (let i = 0; i < words.length; ) {
    const length = knownPhrase(words, i, known) ?? withParticles(words, i)
    const unit = words.slice(i, i + length).join(' ')
    units.push({ text: unit, ...classify(unit, known) })
    i += length
  }
  return units
}

function knownPhrase(words: readonly string[], at: number, { surnames }: KnownNames): number | undefined {
  for (const length of [4, 3, 2])
    if (at + length <= words.length && surnames.has(fold(words.slice(at, at + length).join(' ')))) return length
  return undefined
}

function withParticles(words: readonly string[], at: number): number {
  let end = at
  while (end < words.length - 1 && particles.has(fold(words[end] ?? ''))) end++
  return end - at + 1
}

function classify(unit: string, { given, surnames }: KnownNames): Pick<Unit, 'kind' | 'known'> {
  const whole = fold(unit)
  const last = whole.split(' ').at(-1) ?? whole
  const asSurname = surnames.has(whole) || (whole !== last && surnames.has(last))
  const asGiven = given.has(whole) || (whole !== last && given.has(last))
  if (asSurname === asGiven) return { kind: 'either', known: asGiven }
  return { kind: asGiven ? 'given' : 'surname', known: true }
}
