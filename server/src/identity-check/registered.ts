import type { AskingScope } from '../access/scope.js'
import type { Candidate, Word } from './names.js'

/** What of a text a registered person bears: candidates, single words that are somebody's chosen name, numbers. */
export interface Registered {
  candidates: ReadonlySet<Candidate>
  chosen: ReadonlySet<Word>
  numbers: ReadonlySet<string>
}

/** What one statement looks for at most; a longer text takes several. */
const BATCH = 20_000
/** Words of a text that may take longer than a usual statement, if they are all names. */
const LONG = 1_000

/**
 * Asks the database which candidates are somebody's name; it answers with their places in the question and says of nobody
 * who they are. People of every hospital count, also those who left the roll.
 */
export async function findRegistered(
  scope: Pick<AskingScope, 'query' | 'keyed'>,
  words: readonly Word[],
  candidates: readonly Candidate[],
  numbers: readonly string[],
): Promise<Registered> {
  const found = { candidates: new Set<Candidate>(), chosen: new Set<Word>(), numbers: new Set<string>() }
  if (words.length === 0 && numbers.length === 0) return found
  const ids = new Map<string, number>()
  const idOf = ({ forms }: Word) => {
    const key = forms.join(' ')
    const id = ids.get(key) ?? ids.size + 1
    ids.set(key, id)
    return id
  }
  const wordIds = new Map(words.map((word) => [word, idOf(word)]))
  const asked = [...new Map(words.map((word) => [wordIds.get(word), word])).entries()].flatMap(([id = 0, { forms }]) =>
    forms.map((form) => ({ form, id })),
  )
  const idAt = (place: number) => wordIds.get(words[place] as Word) ?? 0
  const same = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { first, last, order } = candidate
    const inner = Array.from({ length: last - first - 1 }, (_, n) => idAt(first + 1 + n))
    const key = [idAt(first), idAt(last), inner[0] ?? 0, inner[1] ?? 0, order].join(',')
    same.set(key, [...(same.get(key) ?? []), candidate])
  }
  const keys = [...same.keys()]
  if (words.length > LONG) await scope.query(`select set_config('statement_timeout', '8s', true)`, [])
  for (let from = 0; from === 0 || from < keys.length; from += BATCH) {
    const batch = keys.slice(from, from + BATCH).map((key) => key.split(','))
    const column = (n: number) => `{${batch.map((parts) => parts[n]).join(',')}}`
    const rows = await scope.query<{ kind: 'name' | 'chosen' | 'nss'; place: number }>(
      `select kind, place from girasol_named($1::text[], $2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::integer[],
        $7::integer[], $8::text[], $9::text[])`,
      [
        `{${asked.map(({ form }) => form).join(',')}}`,
        `{${asked.map(({ id }) => id).join(',')}}`,
        `{${asked.map(({ form }) => scope.keyed.wordHash(form)).join(',')}}`,
        ...[column(0), column(1), column(2), column(3), column(4)],
        `{${(from === 0 ? numbers : []).join(',')}}`,
      ],
    )
    for (const { kind, place } of rows) {
      if (kind === 'nss') found.numbers.add(numbers[place - 1] ?? '')
      else if (kind === 'name')
        for (const candidate of same.get(keys[from + place - 1] ?? '') ?? []) found.candidates.add(candidate)
      else for (const [word, id] of wordIds) if (id === place) found.chosen.add(word)
    }
  }
  return found
}
