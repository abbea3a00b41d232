import { queryOptions } from '@tanstack/react-query'
import type { AnalgesicAdministration } from 'shared/analgesia'
import type { PainAssessment } from 'shared/pain-assessments'
import { http } from '../http'

export const ranges = ['day', 'week', 'all'] as const
export type Range = (typeof ranges)[number]

/** Milliseconds that are looked back; all of it where null. */
export const lengthOf: Record<Range, number | null> = { day: 24 * 3_600_000, week: 7 * 24 * 3_600_000, all: null }

/** Pages of a person's longest history: 20,000 facts, years of pain every hour. */
const MOST_PAGES = 100
const PAGE = 200

type Page<Item> = { items: Item[]; nextCursor: string | null }

async function whole<Item>(page: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let at = 0; at < MOST_PAGES; at++) {
    const next: Page<Item> = await page(cursor)
    items.push(...next.items)
    if (next.nextCursor === null) break
    cursor = next.nextCursor
  }
  return items
}

const since = (name: 'from' | 'since', range: Range, now: number) => {
  const length = lengthOf[range]
  return length === null ? {} : { [name]: new Date(now - length).toISOString() }
}

export interface PainHistory {
  /** Until when it was asked: the right end of the chart. */
  now: number
  assessments: PainAssessment[]
  doses: AnalgesicAdministration[]
}

/** Pains and analgesic doses that stand, oldest first. */
export const painHistory = (patientId: string, range: Range) =>
  queryOptions({
    queryKey: ['patients', patientId, 'pain-history', range],
    queryFn: async ({ signal }): Promise<PainHistory> => {
      const now = Date.now()
      const ask = <Item>(part: string, search: Record<string, string>, cursor: string | null) =>
        http
          .get(`patients/${patientId}/${part}`, {
            signal,
            searchParams: { ...search, limit: String(PAGE), ...(cursor !== null && { cursor }) },
          })
          .json<Page<Item>>()
      const [assessments, doses] = await Promise.all([
        whole((cursor) => ask<PainAssessment>('pain-assessments', since('from', range, now), cursor)),
        whole((cursor) =>
          ask<AnalgesicAdministration>('analgesic-administrations', since('since', range, now), cursor),
        ),
      ])
      const stands = ({ status }: { status: string }) => status === 'final'
      return {
        now,
        // a scale that tells the kind of a pain and not its strength (DN4) has no place on the drawing
        assessments: assessments
          .filter((pain) => stands(pain) && pain.severity !== null)
          .sort((a, b) => (a.effectiveDateTime < b.effectiveDateTime ? -1 : 1)),
        doses: doses.filter(stands).sort((a, b) => (a.givenAt < b.givenAt ? -1 : 1)),
      }
    },
  })
