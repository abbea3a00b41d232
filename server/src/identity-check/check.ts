import type { IdentityMark } from 'shared/identity-marks'
import { namesAPerson } from 'shared/names-a-person'
import type { OpenScope } from '../access/scope.js'
import { conflict } from '../problem.js'

/** A text of the working group with the place it has in the body. */
export interface PublicText {
  pointer: string
  text: string
}

/** Places of a text that say who a registered person is, but those of which the writer said that they are nobody's name. */
export async function marksOf(
  _scope: OpenScope,
  text: string,
  _notAPerson: readonly string[] = [],
): Promise<IdentityMark[]> {
  return namesAPerson(text) ? [{ kind: 'curp', at: 0, length: text.length, text }] : []
}

/** 409 `identifies-a-patient` with every place, by pointer and kind; nothing of the body is kept. */
export async function refuseIdentity(
  scope: OpenScope,
  texts: readonly PublicText[],
  notAPerson: readonly string[] = [],
): Promise<void> {
  const found = await Promise.all(
    texts.map(async ({ pointer, text }) =>
      (await marksOf(scope, text, notAPerson)).map(({ kind, at, length }) => ({
        pointer,
        code: `identifies-${kind}`,
        at,
        length,
      })),
    ),
  )
  const errors = found.flat()
  if (errors.length > 0) throw conflict('identifies-a-patient', { errors })
}
