import * as z from 'zod'
import type { PainSeverity } from './pain.js'
import type { PainScale, SedationScale } from './pain-scales.js'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
const label = { label_es: z.string().min(1), label_en: z.string().min(1) }
const name = { name_es: z.string().min(1), name_en: z.string().min(1) }
const range = { min: z.number(), max: z.number() }
const days = z.int().min(0)

/** What the bands of the file say of strength. DN4 tells the kind of a pain and not its strength: null. */
export const bandSeverities = {
  none: 'none',
  'none-mild': 'none-mild',
  mild: 'mild',
  moderate: 'moderate',
  severe: 'severe',
  // One band for both: it is at least moderate, and no more is known
  'moderate-severe': 'moderate',
  significant: 'moderate',
  // COMFORT-B
  'over-sedation': 'none-mild',
  comfortable: 'none-mild',
  'distress-or-pain': 'moderate',
  // DN4
  'not-neuropathic': null,
  'neuropathic-likely': null,
} as const satisfies Record<string, PainSeverity | null>
export const painBands = Object.keys(bandSeverities) as [keyof typeof bandSeverities]
const Band = z.strictObject({ severity: z.enum(painBands), ...range })

const FileScale = z.strictObject({
  id,
  ...name,
  type: z.enum(['observational', 'self-report', 'interview+exam']),
  age: z.strictObject({
    min_days: days,
    max_days: days.nullable(),
    /** The note gives the scale to whoever cannot speak, of any age. */
    non_verbal: z.literal(true).optional(),
    note: z.string(),
  }),
  score_step: z.number().positive().optional(),
  allowed_values: z.array(z.int()).optional(),
  unit: z.string().optional(),
  total: z.strictObject(range),
  individualised_descriptors: z.literal(true).optional(),
  items: z
    .array(
      z.strictObject({
        id,
        ...label,
        options: z.array(z.strictObject({ score: z.int(), ...label })).min(2),
      }),
    )
    .optional(),
  /** As it is told, and the items that it adds only where the others come to more than 0. */
  conditional_rule: z.string().optional(),
  conditional_items: z.array(id).optional(),
  values: z.array(z.strictObject({ score: z.int(), ...label })).optional(),
  severity: z.array(Band).min(1),
  alternate_severity: z.array(Band).optional(),
  action_threshold: z.number(),
  source: z.string(),
  confidence: z.string(),
  bands_confidence: z.string(),
})
type FileScale = z.infer<typeof FileScale>

const FileSedation = z.strictObject({
  id,
  ...name,
  values: z.array(
    z.strictObject({
      value: z.union([z.int(), z.literal('S')]),
      ...label,
      acceptable: z.boolean().optional(),
      action_es: z.string().optional(),
      action_en: z.string().optional(),
    }),
  ),
  source: z.string(),
  confidence: z.string(),
})

const GuideLine = z.strictObject({
  condition_es: z.string(),
  condition_en: z.string(),
  scales: z.array(id),
  /** The condition as it is reckoned. */
  when: z.strictObject({
    min_days: days,
    max_days: days.nullable(),
    self_report: z.boolean(),
    setting: z.string().nullable(),
  }),
})

/** `server/catalogue/pain-scales.json`: a file that contradicts itself does not load. */
export const PainScaleFile = z
  .strictObject({
    header: z.object({ version: z.string() }),
    scales: z.array(FileScale),
    sedation_scales: z.array(FileSedation),
    selection_guide: z.array(GuideLine),
  })
  .superRefine(({ scales, selection_guide: guide }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    for (const scale of scales) for (const slip of contradictions(scale)) refuse(`${scale.id}: ${slip}`)
    const known = new Set(scales.map(({ id }) => id))
    if (known.size < scales.length) refuse('A scale stands twice')
    for (const one of guide.flatMap(({ scales: named }) => named))
      if (!known.has(one)) refuse(`The guide names ${one}, which is no scale`)
  })
  .transform(({ header: { version }, scales, sedation_scales, selection_guide }) => ({
    version,
    scales: scales.map((scale): PainScale => asScale(scale, version, selection_guide)),
    sedationScales: sedation_scales.map(
      ({ id, name_es, name_en, values, source, confidence }): SedationScale => ({
        id,
        name: { es: name_es, en: name_en },
        values: values.map((one) => ({
          value: one.value,
          label: words(one),
          acceptable: one.acceptable ?? null,
          action: one.action_es && one.action_en ? { es: one.action_es, en: one.action_en } : null,
        })),
        source,
        confidence,
      }),
    ),
  }))

const words = ({ label_es, label_en }: { label_es: string; label_en: string }) => ({ es: label_es, en: label_en })
const tenths = (value: number) => Math.round(value * 10)

/** Every value a score can take, in tenths. */
function* scoresOf({ allowed_values, score_step = 1, total }: FileScale) {
  if (allowed_values !== undefined) yield* allowed_values.map(tenths)
  else for (let at = tenths(total.min); at <= tenths(total.max); at += tenths(score_step)) yield at
}

function contradictions(scale: FileScale): string[] {
  const { items, allowed_values, values, conditional_items = [], total, severity, age } = scale
  const slips: string[] = []
  if (items === undefined && allowed_values === undefined && scale.score_step === undefined)
    slips.push('nothing says which scores it has')
  if (items !== undefined) {
    const sums = items.map(({ options }) => options.map(({ score }) => score))
    const least = sums.reduce((sum, scores) => sum + Math.min(...scores), 0)
    const most = sums.reduce((sum, scores) => sum + Math.max(...scores), 0)
    if (least !== total.min || most !== total.max) slips.push(`its items come to ${least}-${most}`)
    if (new Set(items.map(({ id }) => id)).size < items.length) slips.push('an item stands twice')
    for (const one of conditional_items)
      if (!items.some(({ id }) => id === one)) slips.push(`its rule names ${one}, which is no item`)
  }
  if (values?.some(({ score }, at) => score !== allowed_values?.[at])) slips.push('a label without its value')
  for (const score of scoresOf(scale)) {
    const bands = severity.filter(({ min, max }) => tenths(min) <= score && score <= tenths(max))
    if (bands.length !== 1) slips.push(`${score / 10} falls into ${bands.length} bands`)
  }
  if (age.max_days !== null && age.max_days < age.min_days) slips.push('its ages end before they begin')
  return slips
}

function asScale(scale: FileScale, version: string, guide: readonly z.infer<typeof GuideLine>[]): PainScale {
  const { id, name_es, name_en, type, age, total, items, values, source, confidence } = scale
  return {
    id,
    version,
    name: { es: name_es, en: name_en },
    type,
    age: { minDays: age.min_days, maxDays: age.max_days, nonVerbal: age.non_verbal ?? false, note: age.note },
    total,
    step: scale.allowed_values === undefined ? (scale.score_step ?? 1) : null,
    allowedValues: scale.allowed_values ?? null,
    unit: scale.unit ?? null,
    items:
      items?.map((item) => ({
        id: item.id,
        label: words(item),
        options: item.options.map((option) => ({ score: option.score, label: words(option) })),
      })) ?? null,
    conditionalItems: scale.conditional_items ?? [],
    values: values?.map((value) => ({ score: value.score, label: words(value) })) ?? null,
    bands: scale.severity.map(({ severity: band, min, max }) => ({ band, severity: bandSeverities[band], min, max })),
    actionThreshold: scale.action_threshold,
    individualisedDescriptors: scale.individualised_descriptors ?? false,
    guide: guide.flatMap(({ scales, condition_es, condition_en, when }, line) => {
      const at = scales.indexOf(id)
      if (at < 0) return []
      const { min_days: minDays, max_days: maxDays, self_report: selfReport, setting } = when
      const condition = { es: condition_es, en: condition_en }
      return [{ place: line * 100 + at, condition, minDays, maxDays, selfReport, setting }]
    }),
    source,
    confidence,
    bandsConfidence: scale.bands_confidence,
  }
}
