import { beforeAll, expect, test } from 'vitest'
import { familySpanish } from './support/family-words.js'

/** Letters that a long word has at least. */
const LONG = 10

let sentences: string[][] = []

/** Only what is a sentence counts: a label of three words is short by itself and would flatter the average. */
beforeAll(async () => {
  sentences = (await familySpanish())
    .flatMap((text) => text.split(/(?<=[.?!:])\s+/))
    .map((sentence) => sentence.match(/[\p{L}\d]+/gu) ?? [])
    .filter((words) => words.length >= 4)
})

const vowels = /[aeiouáéíóúü]+/g
/** Strong vowels beside each other, and a weak one with an accent, are two syllables. */
const hiatus = /[aeoáéó][aeoáéó]|[íú][aeoáéó]|[aeoáéó][íú]/g
function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/qu|gu(?=[eiéí])/g, 'k')
  return Math.max(1, (plain.match(vowels)?.length ?? 0) + (plain.match(hiatus)?.length ?? 0))
}

test('no sentence of families has more than 20 words, and on average they have at most 8', () => {
  const long = sentences.filter((words) => words.length > 20).map((words) => words.join(' '))
  expect(long).toEqual([])
  const average = sentences.reduce((sum, words) => sum + words.length, 0) / sentences.length
  console.log(`${sentences.length} sentences, ${average.toFixed(1)} words each`)
  expect(sentences.length).toBeGreaterThan(150)
  expect(average).toBeLessThanOrEqual(8)
})

test('at most one word in twenty is long', () => {
  const words = sentences.flat()
  const long = words.filter((word) => word.length >= LONG)
  console.log(
    `${((100 * long.length) / words.length).toFixed(1)} % long: ${[...new Set(long)].slice(0, 30).join(', ')}`,
  )
  expect(long.length / words.length).toBeLessThanOrEqual(0.05)
})

/** Szigriszt-Pazos 1993, the INFLESZ scale: 65 and more reads like the sixth grade ("bastante fácil"); a text of short sentences reaches 80. */
test('they read as easily as the sixth grade does', () => {
  const words = sentences.flat()
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0)
  const ease = 206.835 - (62.3 * spoken) / words.length - words.length / sentences.length
  console.log(`INFLESZ ${ease.toFixed(1)}`)
  expect(ease).toBeGreaterThanOrEqual(80)
})

test('they use no abbreviation and no word of the office', () => {
  const office = /\b(etc|p\. ej|pág|núm|usuario|interfaz|formulario|folleto|procedimiento|solicitud|documentación)\b/i
  expect(sentences.map((words) => words.join(' ')).filter((sentence) => office.test(sentence))).toEqual([])
})
