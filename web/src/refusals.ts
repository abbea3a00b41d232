import type * as z from 'zod'
import type { FieldProblem } from './problem'

const code = /^[a-z0-9]+(-[a-z0-9]+)+$|^required$/
const kinds: Readonly<Record<string, string>> = {
  unrecognized_keys: 'unknown-field',
  invalid_type: 'wrong-type',
  invalid_value: 'not-in-list',
  invalid_format: 'wrong-format',
  too_small: 'too-small',
  too_big: 'too-long',
}

/** What the shared schema refuses of a body, in the words of the server: a pointer and a code for each field. */
export function refusals(schema: z.ZodType, body: unknown): FieldProblem[] {
  const parsed = schema.safeParse(body)
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message, code: kind }) => ({
    pointer: `#/${path.map(String).join('/')}`,
    code: code.test(message) ? message : valueAt(body, path) == null ? 'required' : (kinds[kind] ?? 'invalid'),
  }))
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  )
}
