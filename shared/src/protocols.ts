import * as z from 'zod'
import { doseBases, doseUnits, purposes, routes } from './medications.js'
import { line } from './patients.js'

export const protocolVersionStatuses = ['draft', 'in-use', 'retired'] as const
export const phaseKinds = [
  'prephase',
  'induction',
  'consolidation',
  'intensification',
  'reinduction',
  'maintenance',
  'neoadjuvant',
  'adjuvant',
  'cycle',
  'other',
] as const

/** Laboratory gates: what is measured before a dose, in the unit beside it. */
export const gateTests = {
  neutrophils: '10*3/uL',
  platelets: '10*3/uL',
  creatinine: 'mg/dL',
  bilirubin: 'mg/dL',
  'creatinine-clearance': 'mL/min',
} as const
export type GateTest = keyof typeof gateTests
export const gateTestNames = Object.keys(gateTests) as [GateTest, ...GateTest[]]

/** A dose is held while the measured value lies below `min` or above `max`. */
export const LaboratoryGate = z
  .strictObject({
    test: z.enum(gateTestNames),
    min: z.number().positive().max(10_000).optional(),
    max: z.number().positive().max(10_000).optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { path: ['min'], error: 'gate-needs-a-limit' })
export type LaboratoryGate = z.infer<typeof LaboratoryGate>

/** Amount for an age in years, `from` included, `to` excluded; null is no upper end. */
export const AgeBand = z.strictObject({
  from: z.number().min(0).max(120),
  to: z.number().positive().max(120).nullable(),
  amount: z.number().positive().max(1_000_000),
})

export const Rounding = z.strictObject({
  /** Multiple to round to, in the unit of the dose: 0.1 for vincristine syringes, 2.5 for half tablets of 5. */
  to: z.number().positive().max(1000),
  mode: z.enum(['nearest', 'down']),
})

/** One line of a day of a protocol. */
export const ProtocolMedication = z.strictObject({
  /** Code of the medication catalogue. */
  medication: z.string().regex(/^[a-z0-9_]{2,60}$/, 'medication-shape'),
  purpose: z.enum(purposes),
  basis: z.enum(doseBases),
  /** Per m2, per kg, target AUC, or the dose itself, in `unit`; absent with age bands. */
  amount: z.number().positive().max(1_000_000).optional(),
  ageBands: z.array(AgeBand).min(1).max(12).optional(),
  unit: z.enum(doseUnits),
  /** Absolute cap of one dose, in `unit`. */
  cap: z.number().positive().max(1_000_000).optional(),
  rounding: Rounding.optional(),
  route: z.enum(routes),
  diluent: line(80).optional(),
  diluentMl: z.number().positive().max(10_000).optional(),
  infusionMinutes: z.int().positive().max(14_400).optional(),
  /** Minutes after the first medication of the day; negative for a premedication. */
  offsetMinutes: z.int().min(-1440).max(14_400).optional(),
  gates: z.array(LaboratoryGate).max(6).optional(),
  note: line(300).optional(),
})
export type ProtocolMedication = z.infer<typeof ProtocolMedication>

export const ProtocolDay = z.strictObject({
  /** Day of the cycle, from 1. */
  day: z.int().min(1).max(400),
  medications: z.array(ProtocolMedication).min(1).max(30),
})

export const ProtocolPhase = z.strictObject({
  name: line(80),
  kind: z.enum(phaseKinds),
  /** Length of one cycle in days, and how many follow one another. */
  cycleDays: z.int().min(1).max(400),
  cycles: z.int().min(1).max(60),
  days: z.array(ProtocolDay).min(1).max(120),
})
export type ProtocolPhase = z.infer<typeof ProtocolPhase>

export const ProtocolSource = z.strictObject({ citation: line(300), url: z.url({ protocol: /^https$/ }).optional() })

/** What a version of a protocol says: phases, their days, the medications of each day. */
export const ProtocolDefinition = z.strictObject({
  phases: z.array(ProtocolPhase).min(1, 'required').max(20),
  sources: z.array(ProtocolSource).max(20),
})
export type ProtocolDefinition = z.infer<typeof ProtocolDefinition>

type Text = (max: number) => z.ZodType<string, string>

const draftMedication = (text: Text) =>
  z
    .strictObject(ProtocolMedication.shape)
    .extend({
      ageBands: z.array(AgeBand.partial()).max(12),
      rounding: Rounding.partial(),
      gates: z.array(z.strictObject(LaboratoryGate.shape).partial()).max(6),
      diluent: text(80),
      note: text(300),
    })
    .partial()

const draft = (text: Text) => {
  const day = z.strictObject({
    day: z.int().min(1).max(400).optional(),
    medications: z.array(draftMedication(text)).max(30),
  })
  const phase = ProtocolPhase.partial().extend({ name: text(80).optional(), days: z.array(day).max(120) })
  const source = ProtocolSource.partial().extend({ citation: text(300).optional() })
  return z.strictObject({ phases: z.array(phase).max(20), sources: z.array(source).max(20) })
}

/** What a draft may hold: every definition is one, and so is one with gaps; only a whole one is put in use. */
export const ProtocolDraft = draft(line)
export type ProtocolDraft = z.infer<typeof ProtocolDraft>
export type DraftPhase = ProtocolDraft['phases'][number]
export type DraftDay = DraftPhase['days'][number]
/** A line as it is being written: what is not chosen yet is absent. */
export type DraftMedication = DraftDay['medications'][number]

/** The same on its way out: text is as it was tidied when it came. */
const asItIs: Text = () => z.string()
export const ShownDraft = draft(asItIs)
export const ShownMedication = draftMedication(asItIs)
