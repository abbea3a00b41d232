import { addDays } from 'shared/calendar-day'
import type { Scope } from '../access/scope.js'
import { type FieldError, invalid, Problem } from '../problem.js'
import { today } from '../today.js'
import { PUBLISHED_FORTNIGHTS, publishedRule } from './publish.js'
import type { Asked } from './queries.js'

const PERIOD_DAYS = 14

/** The two days of a count, with their defaults; refused by name where they cannot be. */
export function askedDays({ on = today(), since }: { on?: string | undefined; since?: string | undefined }) {
  const days = { on, since: since ?? addDays(on, -PERIOD_DAYS) }
  const errors: FieldError[] = []
  if (days.on > today()) errors.push({ pointer: '#/on', code: 'future-date' })
  if (days.since > days.on) errors.push({ pointer: '#/since', code: 'since-after-on' })
  if (errors.length > 0) throw invalid(...errors)
  return days
}

/** Which figures somebody sees, and the scope to read them in. */
export interface Audience {
  /** Families' representatives get the published tables, which are the nation's, whatever else they may do. */
  published: boolean
  scope: Scope
}

export function audienceOf(scope: Scope): Audience {
  const representative = scope.roles.includes('parent-representative')
  const coordinates = scope.grants.some(({ role, national }) => role === 'coordinator' && national === true)
  if (!representative || coordinates) return { published: false, scope }
  const families = { door: 'girasol_families', national: true, organizationIds: [], grants: [] } as const
  return { published: true, scope: { ...scope, ...families } }
}

/** Published tables are fixed; another is not refused for its form but for who asks. */
export function onlyPublished({ limit, at }: Asked['ageRule'], fortnights = 0): void {
  const errors: FieldError[] = []
  if (limit !== publishedRule.limit) errors.push({ pointer: '#/ageLimit', code: 'published-rule-only' })
  if (at !== publishedRule.at) errors.push({ pointer: '#/ageAt', code: 'published-rule-only' })
  if (fortnights > PUBLISHED_FORTNIGHTS) errors.push({ pointer: '#/count', code: 'published-rule-only' })
  if (errors.length > 0) throw new Problem('forbidden', 403, { errors })
}
