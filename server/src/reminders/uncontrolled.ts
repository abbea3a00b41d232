import { answeredSeverities, type PainSeverity } from 'shared/pain'

export interface PainSeen {
  severity: PainSeverity
  effectiveAt: Date
}

/** Pains further apart than this are not one pain that does not yield. */
export const EPISODE_HOURS = 24

const asks = ({ severity }: PainSeen) => answeredSeverities.includes(severity)

/**
 * Whether a pain does not yield (rule R-UNCONTROLLED of pain-protocol.json: severe twice running, or moderate still after
 * two doses, each looked at). `pains` and `doses` (instants of giving) of the last 24 hours, in any order; the latest pain
 * is the one that is judged.
 */
export function isUncontrolled(pains: readonly PainSeen[], doses: readonly Date[]): boolean {
  const latestFirst = [...pains].sort((a, b) => b.effectiveAt.getTime() - a.effectiveAt.getTime())
  const [now, before] = latestFirst
  if (now === undefined || before === undefined || !asks(now)) return false
  if (now.severity === 'severe' && before.severity === 'severe') return true
  const relievedAt = latestFirst.findIndex((pain) => !asks(pain))
  const episode = relievedAt < 0 ? latestFirst : latestFirst.slice(0, relievedAt)
  const looked = episode.filter((pain, at) => {
    const since = latestFirst[at + 1]?.effectiveAt.getTime() ?? Number.NEGATIVE_INFINITY
    return doses.some((given) => given.getTime() >= since && given.getTime() < pain.effectiveAt.getTime())
  })
  return looked.length >= 2
}
