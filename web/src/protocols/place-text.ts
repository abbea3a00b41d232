import { wordsNow } from '../words/define'
import { editorWords } from '../words/protocol-editor'

const parts = {
  phases: 'partPhase',
  days: 'partDay',
  medications: 'partLine',
  ageBands: 'partBand',
  gates: 'partGate',
  sources: 'partSource',
} as const
const isPart = (part: string): part is keyof typeof parts => part in parts

/** '#/…/phases/0/days/3/medications/1/cap' as a person says it: 'Inducción, día 8, renglón 2, tope'. */
export function placeText(pointer: string, root: unknown): string {
  const words = wordsNow(editorWords)
  const names: Readonly<Record<string, string | ((...values: never[]) => string)>> = words
  const said: string[] = []
  let here: unknown = root
  const path = pointer.replace(/^#\/?/, '').split('/')
  for (const [at, part] of path.entries()) {
    if (part === 'document' && at === 0) continue
    const before = path[at - 1] ?? ''
    here = typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined
    if (/^\d+$/.test(part) && isPart(before)) said.push(words[parts[before]](nameOf(before, here) ?? Number(part) + 1))
    else if (!isPart(part) && part !== 'definition' && part !== '') {
      const name = names[part]
      said.push(typeof name === 'string' ? name : part)
    } else if (isPart(part) && at === path.length - 1) said.push(words[`${part}Field`])
  }
  return said.join(', ')
}

/** A phase has its name and a day its number; the rest are counted. */
function nameOf(list: string, item: unknown): string | number | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const value: unknown = Reflect.get(item, list === 'phases' ? 'name' : list === 'days' ? 'day' : '')
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined
}
