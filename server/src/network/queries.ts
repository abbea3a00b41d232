import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Hospital, HospitalList, HospitalQuery, Ooad } from 'shared/network'
import { type ResolvedOoad, resolveOoad } from 'shared/ooads'
import type { OpenScope } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { conflict } from '../problem.js'
import { searchWords } from '../terminology/concepts.js'
import { ooadAliases, ooads, organizations } from './table.js'

/** Hospitals by name; with words, those that hold a word as typed come before those where it only begins one. */
export async function listHospitals({ db }: OpenScope, asked: HospitalQuery): Promise<HospitalList> {
  const { ids, level, regime, ooad, usesPlatform, limit } = asked
  const offset = readCursor(asked.cursor)
  const words = searchWords(asked.search ?? '')
  const rows = await db
    .select()
    .from(organizations)
    .where(
      and(
        ids === undefined ? undefined : inArray(organizations.id, ids),
        level === undefined ? undefined : eq(organizations.level, level),
        regime === undefined ? undefined : eq(organizations.regime, regime),
        ooad === undefined ? undefined : eq(organizations.ooadCode, ooad),
        usesPlatform === undefined ? undefined : isNotNull(organizations.usesPlatformSince),
        ...words.map(holds),
      ),
    )
    .orderBy(...wholeWords(words), asc(organizations.name), asc(organizations.id))
    .limit(limit + 1)
    .offset(offset)
  return {
    items: rows.slice(0, limit).map(asHospital),
    nextCursor: rows.length > limit ? encodeCursor(offset + limit) : null,
  }
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Two letters must begin a word; three or more may stand anywhere in it. */
const holds = (word: string): SQL =>
  sql`${organizations.search} like ${word.length < 3 ? `% ${escapeLike(word)}%` : `%${escapeLike(word)}%`}`

const wholeWords = (words: readonly string[]): SQL[] =>
  words.length === 0
    ? []
    : [
        desc(
          sql.join(
            words.map((word) => sql`(${organizations.search} || ' ' like ${`% ${escapeLike(word)} %`})::integer`),
            sql` + `,
          ),
        ),
      ]

const asHospital = ({ latitude, longitude, search: _, ...row }: typeof organizations.$inferSelect): Hospital => ({
  ...row,
  position: latitude === null || longitude === null ? null : { latitude, longitude },
})

export async function listOoads({ db }: OpenScope): Promise<Ooad[]> {
  const [offices, aliases] = await Promise.all([
    db.select().from(ooads).orderBy(asc(ooads.code)),
    db.select().from(ooadAliases).orderBy(asc(ooadAliases.alias), asc(ooadAliases.ooadCode)),
  ])
  return offices.map((office) => ({
    ...office,
    aliases: aliases
      .filter(({ ooadCode }) => ooadCode === office.code)
      .map(({ alias, ambiguous }) => ({ alias, ambiguous })),
  }))
}

/** The office a text means, the offices it may mean, or null. */
export async function findOoad({ db }: OpenScope, text: string): Promise<ResolvedOoad | null> {
  const [offices, aliases] = await Promise.all([db.select().from(ooads), db.select().from(ooadAliases)])
  return resolveOoad(text, offices, aliases)
}

/** The one office that a text means, or null; a text that means several is 409 with the candidates, by name. */
export async function meantOoad(scope: OpenScope, text: string, pointer?: string): Promise<string | null> {
  const found = await findOoad(scope, text)
  if (found === null) return null
  if (found.ooadCode !== undefined) return found.ooadCode
  const named = new Map((await listOoads(scope)).map(({ code, name }) => [code, name]))
  const candidates = found.candidates.map((ooadCode) => ({ ooadCode, name: named.get(ooadCode) ?? ooadCode }))
  throw conflict('ambiguous', { ...(pointer !== undefined && { pointer }), candidates })
}
