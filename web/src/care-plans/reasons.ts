import type { PlanWarning } from 'shared/care-plans'
import type { FieldProblem } from '../problem'

/** Warnings of one code are one question with one answer, however many doses raise it. */
export function byCode(warnings: readonly PlanWarning[]): { code: string; warnings: PlanWarning[] }[] {
  const groups = new Map<string, PlanWarning[]>()
  for (const warning of warnings) groups.set(warning.code, [...(groups.get(warning.code) ?? []), warning])
  return [...groups].map(([code, same]) => ({ code, warnings: same }))
}

type Reasons = Readonly<Record<string, string>>

export const unanswered = (warnings: readonly PlanWarning[], reasons: Reasons): FieldProblem[] =>
  byCode(warnings)
    .filter(({ code }) => !reasons[code]?.trim())
    .map(({ code }) => ({ pointer: `#/reasons/${code}`, code: 'required' }))

/** As it is sent: only reasons for what was raised. */
export function confirmed(warnings: readonly PlanWarning[], reasons: Reasons) {
  const answers = byCode(warnings).map(({ warnings: [first], code }) => ({
    code: first?.code,
    reason: reasons[code]?.trim() ?? '',
  }))
  // each group has a first
  return answers.length === 0 ? {} : { confirmedWarnings: answers as { code: PlanWarning['code']; reason: string }[] }
}
