import { addDays } from 'shared/calendar-day'
import type { CountGroup, Counts, Fortnights, Pyramid } from 'shared/counts'
import { pyramidBands } from 'shared/counts'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'
import { countsOf, percent } from './answer.js'
import { openCuts } from './open-cuts.js'
import {
  disclosureOf,
  fortnightCut,
  PUBLISHED_DAYS,
  type PublishedTotal,
  publishBands,
  publishCounts,
  publishedCut,
  publishedRule,
  publishedTotal,
  publishFortnight,
  shownCut,
} from './publish.js'
import {
  type Asked,
  readBands,
  readHospitals,
  readIccc3,
  readRemovalDays,
  readScope,
  readStretches,
  type Stretch,
} from './queries.js'
import { tableCuts } from './table-cuts.js'
import { readWeeks } from './weeks.js'

const FORTNIGHT = PUBLISHED_DAYS

export async function exactCounts(scope: OpenScope, asked: Asked, groupBy: CountGroup): Promise<Counts> {
  const [hospitals, groups] = await Promise.all([
    readHospitals(scope, asked),
    groupBy === 'iccc3' ? readIccc3(scope, asked) : [],
  ])
  return countsOf(asked, groupBy, await readScope(scope, hospitals.length), hospitals, groups)
}

/**
 * The nation's figures as families see them, of the last cut with fresh tables on or before the day asked for and of the
 * fortnight before it: another `since` is not heard, as periods of any length would tell a week apart. `lastCut`: of the
 * last cut whatever its tables, which are hidden where they must wait; the nation's figures are known at every cut.
 */
export async function publishedCounts(
  scope: OpenScope,
  { on, since }: { on: string; since: string },
  groupBy: CountGroup,
  lastCut = false,
): Promise<Counts> {
  const shown = await readShownCut(scope, on, groupBy === 'iccc3' ? 'groups' : 'places')
  const last = publishedCut(on, today())
  const { day, tablesShown } = lastCut && shown.day !== last ? { day: last, tablesShown: false } : shown
  const cut = { on: day, since: addDays(day, -PUBLISHED_DAYS), ageRule: publishedRule }
  const [hospitals, groups, removals] = await Promise.all([
    readHospitals(scope, cut),
    groupBy === 'iccc3' ? readIccc3(scope, cut) : [],
    readRemovalDays(scope, cut.on),
  ])
  const nation = await readScope(scope, hospitals.length)
  return publishCounts(cut, { on, since }, groupBy, nation, hospitals, groups, {
    isOpen: openCuts(removals),
    tablesShown,
  })
}

/** Each table waits for itself: they meet in the nation's figures only, which are known at every cut. */
async function readShownCut(scope: OpenScope, on: string, table: 'places' | 'groups' | 'bands') {
  const cut = publishedCut(on, today())
  return shownCut(cut, tableCuts([(await readWeeks(scope, cut))[table]]))
}

interface FortnightsAsked {
  on: string
  count: number
  ageRule: Asked['ageRule']
}

export async function exactFortnights(scope: OpenScope, { on, count, ageRule }: FortnightsAsked): Promise<Fortnights> {
  const { points, hospitals } = await readPoints(scope, on, count, ageRule)
  return {
    on,
    ageRule,
    scope: await readScope(scope, hospitals),
    points: points.slice(1).map(({ from, to, standing }) => {
      const [patients, paediatric, added] = [
        total(standing, 'patients'),
        total(standing, 'paediatric'),
        total(standing, 'added'),
      ]
      const adult = patients - paediatric
      return { from, to, added, patients, paediatric, adult, paediatricPercent: percent(paediatric, patients) }
    }),
  }
}

export async function publishedFortnights(
  scope: OpenScope,
  { on, count }: Pick<FortnightsAsked, 'on' | 'count'>,
): Promise<Fortnights> {
  const cut = fortnightCut(publishedCut(on, today()))
  const { points } = await readPoints(scope, cut, count, publishedRule)
  const isOpen = openCuts(await readRemovalDays(scope, cut))
  const shown: Fortnights['points'] = []
  let before: PublishedTotal | undefined
  for (const { from, to, standing } of points) {
    const now = publishedTotal(standing)
    const open = isOpen(to) && isOpen(addDays(from, -1))
    if (before !== undefined) shown.push(publishFortnight({ from, to }, [before, now], standing, open))
    before = now
  }
  const { askedSince: _, ...disclosure } = disclosureOf({ on, since: on })
  return {
    ...{ on: cut, ageRule: publishedRule, scope: await readScope(scope, null) },
    points: shown,
    disclosure,
  }
}

type Standing = Pick<Stretch, 'level' | 'ooadCode' | 'patients' | 'paediatric' | 'added'> & { clues: string }

/** The roll of each hospital at the end of each fortnight, with what it added; the first is the one before them. */
async function readPoints(scope: OpenScope, on: string, count: number, ageRule: Asked['ageRule']) {
  const first = addDays(on, -FORTNIGHT * count)
  const stretches = await readStretches(scope, { on, first, ageRule })
  const standing = new Map<string, Standing>()
  const points = Array.from({ length: count + 1 }, (_, stretch) => {
    for (const [id, hospital] of standing) standing.set(id, { ...hospital, added: 0 })
    for (const { organizationId, ...flow } of stretches.filter((row) => row.stretch === stretch)) {
      const before = standing.get(organizationId)
      standing.set(organizationId, {
        ...flow,
        clues: organizationId,
        patients: (before?.patients ?? 0) + flow.patients,
        paediatric: (before?.paediatric ?? 0) + flow.paediatric,
      })
    }
    const from = addDays(first, FORTNIGHT * (stretch - 1) + 1)
    return { from, to: addDays(from, FORTNIGHT - 1), standing: [...standing.values()] }
  })
  return { points, hospitals: standing.size }
}

const total = (standing: readonly Standing[], key: 'patients' | 'paediatric' | 'added') =>
  standing.reduce((sum, hospital) => sum + hospital[key], 0)

const bandEdges = pyramidBands.map((fromAge, index) => {
  const next = pyramidBands[index + 1]
  return { fromAge, toAge: next === undefined ? null : next - 1 }
})

export async function exactPyramid(scope: OpenScope, on: string): Promise<Pyramid> {
  const figures = await readBands(scope, on)
  const bySex = (rows: typeof figures) => {
    const of = (sex: string) => rows.filter((row) => row.sex === sex).reduce((sum, { patients }) => sum + patients, 0)
    const [female, male, other, unknown] = [of('female'), of('male'), of('other'), of('unknown')]
    return { female, male, other, unknown, patients: female + male + other + unknown }
  }
  return {
    on,
    ageAt: 'registration',
    scope: await readScope(scope, await hospitalsOn(scope, on)),
    bands: bandEdges.map((edges) => ({ ...edges, ...bySex(figures.filter(({ band }) => band === edges.fromAge)) })),
    total: bySex(figures),
  }
}

export async function publishedPyramid(scope: OpenScope, on: string): Promise<Pyramid> {
  const { day: cut, tablesShown } = await readShownCut(scope, on, 'bands')
  const [figures, hospitals] = await Promise.all([
    readBands(scope, cut),
    readHospitals(scope, { on: cut, since: cut, ageRule: publishedRule }),
  ])
  const published = publishBands(figures, publishedTotal(hospitals).patients, tablesShown)
  const { askedSince: _, ...disclosure } = disclosureOf({ on, since: on })
  return {
    on: cut,
    ageAt: 'registration',
    scope: await readScope(scope, tablesShown ? hospitals.length : null),
    bands: bandEdges.map((edges) => ({ ...edges, ...published.band(edges.fromAge) })),
    total: published.total,
    disclosure,
  }
}

const hospitalsOn = async (scope: OpenScope, on: string) =>
  scope.national ? (await readHospitals(scope, { on, since: on, ageRule: publishedRule })).length : 0
