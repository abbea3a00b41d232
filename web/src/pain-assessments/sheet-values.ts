import type { BodySite, PainAction, PainCause } from 'shared/pain'
import { NewPainAssessment } from 'shared/pain-assessments'
import { ageOnScale, canSelfReportAt, impossibleAt, type PainScale, scalesFor, scoreOf } from 'shared/pain-scales'
import { firstOfEach } from '../form'
import type { FieldProblem } from '../problem'
import { refusals } from '../refusals'
import { hospitalInstant } from '../time'

/** What stands on the sheet. Null is what nobody has said yet. */
export type SheetValues = {
  /** Null: by age. */
  canSelfReport: boolean | null
  /** Null: the first proposed. */
  scale: string | null
  items: Record<string, number>
  score: number | null
  /** When the last score was pressed: the time of the pain, unless another is typed. */
  scoredAt: string | null
  sites: BodySite[]
  cause: PainCause | null
  atRest: boolean | null
  action: PainAction | null
  at: { day: string; time: string } | null
  note: string
  /** By code of the warning: why it goes on all the same. */
  reasons: Record<string, string>
}

export const emptySheet: SheetValues = {
  canSelfReport: null,
  scale: null,
  items: {},
  score: null,
  scoredAt: null,
  sites: [],
  cause: null,
  atRest: null,
  action: null,
  at: null,
  note: '',
  reasons: {},
}

export type Choice = {
  scale: PainScale | undefined
  proposed: readonly PainScale[]
  /** Those that a clinician may choose instead, with a reason. */
  others: readonly PainScale[]
  canSelfReport: boolean
}

/** The scale in use and what may stand in its place, at an age. Days are 'YYYY-MM-DD'. */
export function choiceOf(
  { scale, canSelfReport: said }: Pick<SheetValues, 'scale' | 'canSelfReport'>,
  scales: readonly PainScale[],
  birthDate: string,
  day: string,
): Choice {
  const age = ageOnScale(birthDate, day)
  const canSelfReport = said ?? canSelfReportAt(age)
  const proposed = scalesFor(scales, age, canSelfReport)
  const others = scales.filter((it) => !proposed.includes(it) && !impossibleAt(it, age, canSelfReport))
  return {
    scale: [...proposed, ...others].find(({ id }) => id === scale) ?? proposed[0],
    proposed,
    others,
    canSelfReport,
  }
}

const scored = (scale: PainScale, items: SheetValues['items'], score: number | null) =>
  scoreOf(scale, scale.items === null ? { score: score ?? undefined } : { items })

/** The total so far; undefined until every item has its value. */
export function totalSoFar(scale: PainScale, { items, score }: Pick<SheetValues, 'items' | 'score'>) {
  return scored(scale, items, score).score
}

/** The instant that stands on the sheet; null where none does, or where what is typed is not one. */
function effectiveOf({ at, scoredAt }: Pick<SheetValues, 'at' | 'scoredAt'>): string | null {
  return at === null ? scoredAt : (hospitalInstant(at.day, at.time)?.toISOString() ?? null)
}

/** As it is sent. */
export function bodyOf(
  values: SheetValues,
  { scale, canSelfReport }: { scale: PainScale; canSelfReport: boolean },
  asked: readonly string[],
  followsAdministrationId: string | undefined,
) {
  const confirmedWarnings = asked.flatMap((code) => {
    const reason = values.reasons[code]?.trim()
    return reason ? [{ code, reason }] : []
  })
  const note = values.note.trim()
  return {
    scale: scale.id,
    ...(scale.items === null ? { score: values.score ?? undefined } : { items: values.items }),
    effectiveDateTime: effectiveOf(values) ?? undefined,
    cause: values.cause,
    sites: values.sites,
    atRest: values.atRest,
    action: values.action,
    canSelfReport,
    ...(followsAdministrationId !== undefined && { followsAdministrationId }),
    ...(note !== '' && { note }),
    ...(confirmedWarnings.length > 0 && { confirmedWarnings }),
  }
}

/** What keeps the sheet from being sent, by field. */
export function problemsOf(
  values: SheetValues,
  scale: PainScale,
  body: ReturnType<typeof bodyOf>,
  asked: readonly string[],
): readonly FieldProblem[] {
  const { errors } = scored(scale, values.items, values.score)
  const untimed = values.at !== null && effectiveOf(values) === null
  return firstOfEach([
    ...(errors ?? []),
    ...(untimed ? [{ pointer: '#/effectiveDateTime', code: 'instant-invalid' }] : []),
    // without a score there is no time either, and the score is what to mend
    ...(errors === undefined ? refusals(NewPainAssessment, body) : []),
    ...asked
      .filter((code) => !values.reasons[code]?.trim())
      .map((code) => ({ pointer: `#/reasons/${code}`, code: 'required' })),
  ])
}
