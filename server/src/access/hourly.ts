import { tooMany } from '../problem.js'

const HOUR = 3_600_000

/**
 * At most so many acts an hour for one account, then 429 with Retry-After. Counted in this process's memory alone, so that
 * nothing that is written down says who acted.
 */
export function hourlyLimit(most: number): (userId: string) => void {
  const acts = new Map<string, number[]>()
  return (userId) => {
    const now = Date.now()
    for (const [account, times] of acts) {
      const recent = times.filter((time) => time > now - HOUR)
      if (recent.length === 0) acts.delete(account)
      else acts.set(account, recent)
    }
    const mine = acts.get(userId) ?? []
    const [oldest = now] = mine
    if (mine.length >= most) throw tooMany((oldest + HOUR - now) / 1000)
    acts.set(userId, [...mine, now])
  }
}

/** What one representative may send in an hour, of each kind. */
export const SENT_AN_HOUR = 20
