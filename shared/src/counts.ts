import * as z from 'zod'
import { type AgeLimit, ageLimits } from './age.js'
import { calendarDay } from './calendar-day.js'
import { levels } from './network.js'

export const countGroups = ['hospital', 'level', 'ooad', 'iccc3'] as const
export type CountGroup = (typeof countGroups)[number]

/** The day whose age decides who is paediatric: `report` is the day the count speaks of. */
export const ageMoments = ['registration', 'diagnosis', 'report'] as const
export type AgeMoment = (typeof ageMoments)[number]

/** Row keys for people without an ICCC-3 group and for hospitals without a known OOAD. */
export const NOT_CLASSIFIED = 'not-classified'
export const NOT_ASSIGNED = 'not-assigned'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

const limitTexts = ageLimits.map(String) as `${AgeLimit}`[]
const limitInAddress = z.enum(limitTexts).transform((text) => Number(text) as AgeLimit)

const ageRule = { ageLimit: limitInAddress.default(18), ageAt: z.enum(ageMoments).default('registration') }
/** `lang` words the headings of a file; JSON carries codes and is the same in both. */
const asFile = { format: z.enum(['json', ...exportFormats]).optional(), lang: z.enum(languages).default('es') }

/** `on` is today in Mexico City by default, `since` 14 days before `on`; the period begins the day after `since`. */
export const CountsQuery = z.strictObject({
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  groupBy: z.enum(countGroups).default('hospital'),
  ...ageRule,
  ...asFile,
})
export type CountsQuery = z.infer<typeof CountsQuery>

export const AgeRule = z.object({ limit: z.literal([...ageLimits]), at: z.enum(ageMoments) })
export type AgeRule = z.infer<typeof AgeRule>

/** People, or null where the figure is hidden: 1 to 4 people, or what would give them away. */
const people = z.int().nullable()
/** Present and true where at least one figure beside it is hidden; absent otherwise. */
const suppressed = z.literal(true).optional()

export const CountTotal = z.object({
  patients: people,
  paediatric: people,
  adult: people,
  /** Whole percent of `patients`; null when there is nobody, or when it would give a hidden figure away. */
  paediatricPercent: z.int().nullable(),
  /** Hospitals with at least one active person that day; null where families' tables wait: a new one would show its first people. */
  hospitals: z.int().nullable(),
  umae: z.int().nullable(),
  secondLevel: z.int().nullable(),
  suppressed,
})

/** previous + added + transferredIn − transferredOut − removed = total; transfers are absent where they cancel. */
export const Balance = z.object({
  previous: people,
  added: people,
  removed: z.object({ merged: people, withdrawn: people, error: people }),
  transferredIn: z.int().optional(),
  transferredOut: z.int().optional(),
  total: people,
  suppressed,
})
export type Balance = z.infer<typeof Balance>

export const CountRow = z.object({
  /** CLUES, level, OOAD code or ICCC-3 group, by `groupBy`; or `not-classified`, `not-assigned`. */
  key: z.string(),
  /** Name of the hospital or OOAD, Spanish name of the ICCC-3 group; the key itself where screens have the word. */
  label: z.string(),
  /** Id of the hospital; null when rows are not hospitals. */
  organizationId: z.uuid().nullable(),
  level: z.enum(levels).nullable(),
  /** OOAD of the place where the hospital stands. */
  ooadCode: z.string().nullable(),
  paediatric: people,
  adult: people,
  patients: people,
  added: people,
  suppressed,
})
export type CountRow = z.infer<typeof CountRow>

/** Present when figures were protected: what was asked, what was answered instead, and how. */
export const Disclosure = z.object({
  askedOn: z.string(),
  askedSince: z.string(),
  /** Figures under this many people are hidden. */
  smallestShown: z.int(),
  /** Figures of places are rounded to multiples of this; national ones are exact. */
  roundedTo: z.int(),
})
export type Disclosure = z.infer<typeof Disclosure>

export const countScopeKinds = ['national', 'ooad', 'hospital', 'hospitals'] as const

/** Whose people are counted. */
export const CountScope = z.object({
  national: z.boolean(),
  kind: z.enum(countScopeKinds),
  /** Name of the OOAD or of the one hospital; null otherwise. */
  label: z.string().nullable(),
  /** Hospitals in reach; for the nation, those with anybody on their roll or any movement in the period; null as above. */
  hospitals: z.int().nullable(),
})
export type CountScope = z.infer<typeof CountScope>

export const Counts = z.object({
  on: z.string(),
  since: z.string(),
  ageRule: AgeRule,
  groupBy: z.enum(countGroups),
  scope: CountScope,
  total: CountTotal,
  balance: Balance,
  rows: z.array(CountRow),
  disclosure: Disclosure.optional(),
})
export type Counts = z.infer<typeof Counts>

const howMany = (most: number, usual: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'number-shape')
    .transform(Number)
    .pipe(z.int().max(most, 'too-big'))
    .default(usual)

/** `count` fortnights, the last one ending on `on`. */
export const FortnightsQuery = z.strictObject({
  on: calendarDay.optional(),
  count: howMany(130, 26),
  ...ageRule,
  ...asFile,
})
export type FortnightsQuery = z.infer<typeof FortnightsQuery>

export const Fortnight = z.object({
  /** First and last day, both inside. */
  from: z.string(),
  to: z.string(),
  added: people,
  /** As on `to`. */
  patients: people,
  paediatric: people,
  adult: people,
  paediatricPercent: z.int().nullable(),
  suppressed,
})
export type Fortnight = z.infer<typeof Fortnight>

/** Oldest fortnight first. */
export const Fortnights = z.object({
  on: z.string(),
  ageRule: AgeRule,
  scope: CountScope,
  points: z.array(Fortnight),
  disclosure: Disclosure.omit({ askedSince: true }).optional(),
})
export type Fortnights = z.infer<typeof Fortnights>

export const PyramidQuery = z.strictObject({ on: calendarDay.optional(), ...asFile })
export type PyramidQuery = z.infer<typeof PyramidQuery>

/** Lower bounds in years of age at registration; 15 to 17 and 18 to 19 are apart, so that minors are whole bands. */
export const pyramidBands = [0, 5, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85] as const

const bySex = { female: people, male: people, other: people, unknown: people, patients: people, suppressed }

export const Pyramid = z.object({
  on: z.string(),
  /** Always at registration. */
  ageAt: z.literal('registration'),
  scope: CountScope,
  /** Youngest first, every band, also empty ones; `toAge` is the last whole year inside, null for the open band. */
  bands: z.array(z.object({ fromAge: z.int(), toAge: z.int().nullable(), ...bySex })),
  total: z.object(bySex),
  disclosure: Disclosure.omit({ askedSince: true }).optional(),
})
export type Pyramid = z.infer<typeof Pyramid>

/** Terms of the balance, as the ledger names them. */
export const movementKinds = [
  'registered',
  'merged',
  'withdrawn',
  'error',
  'transferred-in',
  'transferred-out',
] as const
export type MovementKind = (typeof movementKinds)[number]

/** The row a page ends with: day, hospital, kind. */
export const cursorParts = z.tuple([calendarDay, z.uuid(), z.enum(movementKinds)])

export const RemovalsQuery = z.strictObject({
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  /** Without it: merged, withdrawn and error. */
  kind: z.enum(movementKinds).optional(),
  limit: howMany(200, 50),
  cursor: z
    .string()
    .refine((text) => cursorParts.safeParse(text.split('~')).success, 'cursor-shape')
    .optional(),
})
export type RemovalsQuery = z.infer<typeof RemovalsQuery>

/** What a term of the balance counts: so many people, at that hospital, that day. Nobody is named and no reason quoted. */
export const Movement = z.object({
  day: z.string(),
  organizationId: z.uuid(),
  key: z.string(),
  label: z.string(),
  kind: z.enum(movementKinds),
  people: z.int(),
})
/** Newest day first. */
export const Movements = z.object({
  on: z.string(),
  since: z.string(),
  items: z.array(Movement),
  nextCursor: z.string().nullable(),
})
export type Movements = z.infer<typeof Movements>
