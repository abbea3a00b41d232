import type { IdentityMark } from 'shared/identity-marks'
import type { Minutes } from 'shared/minutes'
import { figureProblems, figureWarnings } from 'shared/minutes-figures'
import type { TextProblem } from 'shared/minutes-text'
import type { FigureKey } from 'shared/session-figures'
import { Problem } from '../problem'

/** Something to look at in the text, at its place. An error stands in the way of publishing. */
export type Finding = {
  code: string
  tone: 'error' | 'warning'
  at: number
  length: number
  /** The word that somebody may say is nobody's name. */
  word?: string
  /** What a second person may let stand. */
  askable?: string
  /** The figure that was typed instead of quoted. */
  figure?: FigureKey
  /** Of a sum or percentage: what it says and what it should say. */
  stated?: number
  expected?: number
}

const isNumber = (code: string) => code === 'identifies-curp' || code === 'identifies-nss'
const askable = (code: string, text: string) => (isNumber(code) ? {} : { askable: text })

/** Places a refused save named, as long as the text has them still: the server does not. */
export function refusedPlaces(error: unknown, sent: string | undefined, text: string): Finding[] {
  if (sent === undefined) return []
  if (!(error instanceof Problem) || error.type !== '/problems/identifies-a-patient') return []
  return error.errors.flatMap(({ pointer, code, ...rest }) => {
    const { at, length } = rest as { at?: number; length?: number } // beside the pointer, for texts
    if (pointer !== '#/text' || at === undefined || length === undefined) return []
    return sent.slice(at, at + length) === text.slice(at, at + length)
      ? [{ code, tone: 'error' as const, at, length, ...askable(code, sent.slice(at, at + length)) }]
      : []
  })
}

/** Everything found in a text, in the order of its places. Marks are those of the text that was saved, while they fit. */
export function findingsOf(
  text: string,
  { figures }: Pick<Minutes, 'figures'>,
  problems: readonly TextProblem[],
  marks: readonly IdentityMark[],
  refused: readonly Finding[],
): Finding[] {
  const identity = marks
    .filter(({ at, length, text: said }) => text.slice(at, at + length) === said)
    .map(
      ({ kind, at, length, text: said }): Finding => ({
        ...{ code: `identifies-${kind}`, tone: 'error', at, length },
        ...(kind === 'word' ? { word: said } : {}),
        ...askable(`identifies-${kind}`, said),
      }),
    )
  const items = { items: [...figures] }
  return [
    ...identity,
    ...refused,
    ...figureProblems(text, items).map(
      ({ code, at, length, key }): Finding => ({
        ...{ code, tone: 'error', at, length },
        ...(key === undefined ? {} : { figure: key }),
      }),
    ),
    ...figureWarnings(text, items).map((warning): Finding => ({ ...warning, tone: 'warning' })),
    ...problems
      .filter(({ kind }) => kind !== 'unknown-figure') // among the figures already
      .map(({ kind, at, length }): Finding => ({ code: kind, tone: 'warning', at, length })),
  ].sort((a, b) => a.at - b.at)
}
