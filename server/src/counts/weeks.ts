import { NOT_ASSIGNED } from 'shared/counts'
import type { OpenScope } from '../access/scope.js'
import { publishedRule } from './publish.js'
import { momentLetter } from './sums.js'
import type { WeekOfCell } from './table-cuts.js'

const CHILDREN = `${momentLetter[publishedRule.at]}${publishedRule.limit}`
const BY_AGE = `sum(${CHILDREN})::integer as paediatric, sum(patients - ${CHILDREN})::integer as adult`
/** The first Friday on or after a day. */
const FRIDAY = '(starts_on + (12 - extract(isodow from starts_on)::integer) % 7)::text as cut'
const UNTIL = `where grain = 'day' and starts_on <= $1::date`

type ByAge = Record<string, unknown> & { cut: string; paediatric: number; adult: number }
type Place = ByAge & { hospital: string; level: string; ooad: string | null }
type Band = { cut: string; band: number; sex: string; people: number }

/** What each week changed in the cells of the three tables that families see: by place, by ICCC-3 group, by age and sex. */
export async function readWeeks(
  { query }: OpenScope,
  on: string,
): Promise<Record<'places' | 'groups' | 'bands', WeekOfCell[]>> {
  const [places, groups, bands] = await Promise.all([
    query<Place>(
      `select weeks.*, o.level, o.ooad_code as ooad from (
        select ${FRIDAY}, organization_id as hospital, ${BY_AGE} from hospital_counts ${UNTIL} group by 1, 2
      ) as weeks join organizations o on o.id = hospital`,
      [on],
    ),
    query<ByAge & { group: string }>(
      `select ${FRIDAY}, iccc3_group as group, ${BY_AGE} from hospital_iccc3_counts ${UNTIL} group by 1, 2`,
      [on],
    ),
    query<Band & Record<string, unknown>>(
      `select ${FRIDAY}, band, sex, sum(patients)::integer as people from hospital_pyramid ${UNTIL} group by 1, 2, 3`,
      [on],
    ),
  ])
  return { places: placeCells(places), groups: groupCells(groups), bands: bandCells(bands) }
}

type Group = Pick<ByAge, 'cut' | 'paediatric' | 'adult'> & { group: string }

export const placeCells = (
  places: readonly Pick<Place, 'cut' | 'paediatric' | 'adult' | 'hospital' | 'level' | 'ooad'>[],
) =>
  places.flatMap(({ hospital, level, ooad, ...week }) =>
    byAge(week, hospital, `${level} `, [`ooad ${ooad ?? NOT_ASSIGNED}`]),
  )

export const groupCells = (groups: readonly Group[]) =>
  groups.flatMap(({ group, ...week }) => byAge(week, group, '', []))

const byAge = (
  { cut, ...week }: Pick<ByAge, 'cut' | 'paediatric' | 'adult'>,
  row: string,
  within: string,
  sums: readonly string[],
) =>
  (['paediatric', 'adult'] as const).map(
    (age): WeekOfCell => ({
      ...{ cut, cell: `${row} ${age}`, stratum: `${within}${age}`, sums, people: week[age] },
    }),
  )

export const bandCells = (bands: readonly Band[]) =>
  bands.map(({ cut, band, sex, people }): WeekOfCell => {
    const stratum = band < publishedRule.limit ? 'paediatric' : 'adult'
    return { cut, cell: `${band} ${sex}`, stratum, sums: [`band ${band}`, `sex ${sex}`], people }
  })
