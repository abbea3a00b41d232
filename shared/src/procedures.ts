import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { factFields, measure } from './clinical-facts.js'
import { confirmedWarnings } from './confirmed-warnings.js'
import { line } from './patients.js'
import { type ProcedureKind, procedureKinds } from './treatment.js'

export const radiotherapyTechniques = [
  'conventional-2d',
  'conformal-3d',
  'imrt-vmat',
  'stereotactic',
  'brachytherapy',
  'proton',
  'electron',
  'total-body',
  'other',
] as const
/** UICC residual tumour: R0 none, R1 microscopic, R2 macroscopic. */
export const resections = ['r0', 'r1', 'r2', 'biopsy-only', 'not-applicable', 'unknown'] as const
export const graftDonors = ['sibling', 'haploidentical', 'other-relative', 'unrelated'] as const
export const graftSources = ['bone-marrow', 'peripheral-blood', 'cord-blood'] as const
export const bloodProducts = [
  'red-cells',
  'platelets-apheresis',
  'platelets-pooled',
  'plasma',
  'cryoprecipitate',
  'granulocytes',
  'whole-blood',
] as const
export const catheterTypes = ['port', 'tunnelled', 'picc', 'non-tunnelled', 'ommaya', 'other'] as const
export const removalReasons = [
  'end-of-treatment',
  'infection',
  'thrombosis',
  'malfunction',
  'accidental',
  'other',
] as const

const site = line(120)

const Radiotherapy = z.strictObject({
  site: site.meta({ description: 'Irradiated volume', example: 'Neuroeje' }),
  technique: z.enum(radiotherapyTechniques),
  doseGy: measure(0.1, 150, 2).meta({ description: 'Total dose, Gy', example: 23.4 }),
  fractions: z.int().min(1, 'too-small').max(80, 'too-large').meta({ description: 'Number of fractions', example: 13 }),
})
const Surgery = z.strictObject({
  procedure: line(200).meta({ example: 'Nefrectomía radical izquierda' }),
  resection: z.enum(resections),
})
const Transplant = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('autologous'), source: z.enum(graftSources) }),
  z.strictObject({ type: z.literal('allogeneic'), donor: z.enum(graftDonors), source: z.enum(graftSources) }),
])
const Transfusion = z.strictObject({
  product: z.enum(bloodProducts),
  units: z.int().min(1, 'too-small').max(40, 'too-large').meta({ description: 'Units or apheresis bags', example: 1 }),
  volumeMl: measure(1, 20_000, 0).nullish().meta({ description: 'Volume given, mL', example: 250 }),
  irradiated: z.boolean().nullish(),
})
const Catheter = z.strictObject({
  type: z.enum(catheterTypes),
  site: site.nullish().meta({ example: 'Subclavia derecha' }),
  removalReason: z.enum(removalReasons).nullish(),
})

export const procedureWarnings = ['before-diagnosis', 'fraction-dose-unusual'] as const

const facts = {
  performedOn: calendarDay.meta({ description: 'Day it was done, began or was placed', example: '2024-08-09' }),
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(procedureWarnings),
}
/** Last day of radiotherapy, or day a catheter was taken out. */
const endedOn = calendarDay.nullish()

export const NewProcedure = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('radiotherapy'), ...facts, endedOn, details: Radiotherapy }),
    z.strictObject({ kind: z.literal('surgery'), ...facts, details: Surgery }),
    z.strictObject({ kind: z.literal('transplant'), ...facts, details: Transplant }),
    z.strictObject({ kind: z.literal('transfusion'), ...facts, details: Transfusion }),
    z.strictObject({ kind: z.literal('catheter'), ...facts, endedOn, details: Catheter }),
  ])
  .superRefine((procedure, context) => {
    if (!('endedOn' in procedure) || procedure.endedOn == null) {
      if (procedure.kind === 'catheter' && procedure.details.removalReason != null)
        context.addIssue({ code: 'custom', path: ['endedOn'], message: 'required' })
      return
    }
    if (procedure.endedOn < procedure.performedOn)
      context.addIssue({ code: 'custom', path: ['endedOn'], message: 'end-before-start' })
  })
export type NewProcedure = z.infer<typeof NewProcedure>

/** Kinds that last: they may end later than they are recorded. */
export const lastingKinds: readonly ProcedureKind[] = ['radiotherapy', 'catheter']

/** JSON merge patch of what is known only later: the end, what was delivered, a note. */
export const ProcedureEdit = z.strictObject({
  endedOn,
  details: z.record(z.string(), z.unknown()).optional(),
  note: facts.note,
  confirmedWarnings: facts.confirmedWarnings,
})
export type ProcedureEdit = z.infer<typeof ProcedureEdit>

/** FHIR Procedure; mCODE RadiotherapyCourseSummary and CancerRelatedSurgicalProcedure. */
export const Procedure = z.object({
  ...factFields,
  version: z.int(),
  kind: z.enum(procedureKinds),
  performedOn: z.string(),
  endedOn: z.string().nullable(),
  /** The fields of its kind. */
  details: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
})
export type Procedure = z.infer<typeof Procedure>
export const ProcedureList = z.object({ items: z.array(Procedure), nextCursor: z.null() })

/**
 * Gy in one fraction: 1.5 to 2 is conventional, 8 the single palliative dose (ASTRO guideline on bone metastases, 2017).
 * Outside 1 to 8 it is more likely mistyped, save where few large fractions are the technique.
 */
export function unusualFraction({ technique, doseGy, fractions }: z.infer<typeof Radiotherapy>): number | null {
  if (technique === 'stereotactic' || technique === 'brachytherapy') return null
  const each = doseGy / fractions
  return each < 1 || each > 8 ? Math.round(each * 100) / 100 : null
}
