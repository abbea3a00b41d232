import type { FastifyRequest } from 'fastify'
import { hasControlCharacters } from 'shared/fold'
import { type FieldError, invalid } from './problem.js'

/** Control characters but tab and line ends, and halves of a surrogate pair. */
const NOT_PLAIN = /[^\P{Cc}\t\n\r]|\p{Cs}/u
/** What PostgreSQL cannot keep at all. A name in a body may be the header of somebody's sheet, with whatever else it holds. */
const NOT_KEPT = /\0|\p{Cs}/gu

/** Part of an RFC 6901 pointer in a URI fragment. */
export const pointerPart = (text: string): string =>
  encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1').replace(NOT_KEPT, '\ufffd'))

/** What everybody may read later: nothing in it may be turned around or hidden. */
const readByAll = new Set(['Working group', 'Agreements', 'Agenda points'])
const isNotPlain = (text: string) => NOT_PLAIN.test(text)

/** Every text inside a value, or name of one, that holds control characters, by its pointer: at most twenty. */
export function controlCharacters(value: unknown, isForbidden = isNotPlain): FieldError[] {
  const found: FieldError[] = []
  const left: [pointer: string, value: unknown][] = [['#', value]]
  // A list of our own: a body may be nested deeper than functions may call each other
  for (let next = left.pop(); next !== undefined && found.length < 20; next = left.pop()) {
    const [pointer, inner] = next
    const refuse = (at: string) => found.push({ pointer: at, code: 'control-characters' })
    if (typeof inner === 'string' && isForbidden(inner)) refuse(pointer)
    if (typeof inner !== 'object' || inner === null) continue
    for (const [name, held] of Object.entries(inner)) {
      const at = `${pointer}/${pointerPart(name)}`
      if (name.search(NOT_KEPT) >= 0) refuse(at)
      else left.push([at, held])
    }
  }
  return found
}

/** Before any schema, for every route alike: text that could be stored nowhere is the client's mistake, by name. */
export async function onlyPlainText({ query, body, routeOptions }: FastifyRequest): Promise<void> {
  const { tags = [] } = routeOptions.schema ?? {}
  const isForbidden = tags.some((tag) => readByAll.has(tag)) ? hasControlCharacters : isNotPlain
  const errors = [...controlCharacters(query), ...controlCharacters(body, isForbidden)]
  if (errors.length > 0) throw invalid(...errors)
}
