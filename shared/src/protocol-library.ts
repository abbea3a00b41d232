import * as z from 'zod'
import { line } from './patients.js'
import { ProtocolDraft, phaseKinds, protocolVersionStatuses, ShownDraft, ShownMedication } from './protocols.js'

/** `network` belongs to the whole institute, `local` to one hospital. */
export const protocolLibraries = ['network', 'local'] as const

export const protocolCode = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+){0,9}$/, 'protocol-code-shape')
  .max(60, 'too-long')

export const ProtocolVersionSummary = z.object({
  id: z.uuid(),
  /** Counts up within the protocol, from 1. */
  number: z.int(),
  status: z.enum(protocolVersionStatuses),
  changeNote: z.string().nullable(),
  /** Of the row, for If-Match; not the number of the version. */
  version: z.int(),
  recordedAt: z.string(),
  recordedBy: z.uuid().nullable(),
  putInUseAt: z.string().nullable(),
  putInUseBy: z.uuid().nullable(),
})
export type ProtocolVersionSummary = z.infer<typeof ProtocolVersionSummary>

/** The version that a hospital's variant was made from. */
export const ProtocolBase = z.object({
  protocolId: z.uuid(),
  versionId: z.uuid(),
  name: z.string(),
  number: z.int(),
  /** Another version of the base is in use now. */
  superseded: z.boolean(),
})

export const Protocol = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  /** The hospital whose own it is; null for the whole network. */
  organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  base: ProtocolBase.nullable(),
  /** Shipped as an example: never for patients. */
  example: z.boolean(),
  /** May this caller write it? */
  editable: z.boolean(),
  recordedAt: z.string(),
  /** The latest first. */
  versions: z.array(ProtocolVersionSummary),
})
export type Protocol = z.infer<typeof Protocol>

export const ProtocolList = z.object({ items: z.array(Protocol), nextCursor: z.string().nullable() })
export type ProtocolList = z.infer<typeof ProtocolList>

export const ProtocolQuery = z.strictObject({
  /** Words of the name or the code, without regard to accents. */
  search: z.string().max(80, 'too-long').optional(),
  /** Protocols that have a version in this state. */
  status: z.enum(protocolVersionStatuses).optional(),
  /** Protocols with a phase of this kind. */
  kind: z.enum(phaseKinds).optional(),
  library: z.enum(protocolLibraries).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})
export type ProtocolQuery = z.infer<typeof ProtocolQuery>

/** A finding of the checks: an error keeps a version from being put in use, a warning is shown. */
export const ProtocolIssue = z.object({
  pointer: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  /** The figure that the finding is measured against, with its unit. */
  limit: z.object({ value: z.number(), unit: z.string() }).optional(),
})
export type ProtocolIssue = z.infer<typeof ProtocolIssue>

export const ProtocolVersion = ProtocolVersionSummary.extend({
  protocol: Protocol.omit({ versions: true }),
  definition: ShownDraft,
  issues: z.array(ProtocolIssue),
})
export type ProtocolVersion = z.infer<typeof ProtocolVersion>

export const NewProtocol = z.strictObject({
  code: protocolCode,
  name: line(120),
  /** The hospital whose own it will be; null for the whole network, which only the nation's coordination writes. */
  organizationId: z.uuid().nullable(),
  /** Version to copy and to keep as the base of a local variant. */
  variantOf: z.uuid().optional(),
})
export type NewProtocol = z.infer<typeof NewProtocol>

export const NewProtocolVersion = z.strictObject({ fromVersionId: z.uuid(), changeNote: line(300).optional() })
export type NewProtocolVersion = z.infer<typeof NewProtocolVersion>

export const ProtocolVersionEdit = z
  .strictObject({ definition: ProtocolDraft.optional(), changeNote: line(300).nullable().optional() })
  .refine((edit) => edit.definition !== undefined || edit.changeNote !== undefined, { error: 'nothing-to-change' })
export type ProtocolVersionEdit = z.infer<typeof ProtocolVersionEdit>

/** A protocol as a file. `formatVersion` says how to read it; `example` is kept so that a copy keeps its mark. */
export const ProtocolFile = z.strictObject({
  format: z.literal('girasol-protocol'),
  formatVersion: z.literal(1),
  code: protocolCode,
  name: line(120),
  example: z.boolean().optional(),
  number: z.int().optional(),
  changeNote: line(300).nullable().optional(),
  definition: ProtocolDraft,
})
export type ProtocolFile = z.infer<typeof ProtocolFile>

/** The file on its way out. */
export const ShownProtocolFile = ProtocolFile.extend({
  name: z.string(),
  changeNote: z.string().nullable(),
  definition: ShownDraft,
})

/** The document is judged by the route, so that every fault in it is named at once and none of it is lost. */
export const ProtocolImport = z.strictObject({
  organizationId: z.uuid().nullable(),
  document: z.record(z.string(), z.unknown()),
})

export const ProtocolImported = z.object({
  protocolId: z.uuid(),
  versionId: z.uuid(),
  /** True when the protocol was not there before. */
  created: z.boolean(),
  issues: z.array(ProtocolIssue),
})
export type ProtocolImported = z.infer<typeof ProtocolImported>

export const changes = ['added', 'removed', 'changed'] as const

const PhaseHead = z.object({
  name: z.string().optional(),
  kind: z.string().optional(),
  cycleDays: z.number().optional(),
  cycles: z.number().optional(),
})

/** What changed from one definition to another; what is the same is left out. `fields` are the names of what differs. */
export const ProtocolDifference = z.object({
  same: z.boolean(),
  phases: z.array(
    z.object({
      change: z.enum(changes),
      from: PhaseHead.nullable(),
      to: PhaseHead.nullable(),
      fields: z.array(z.string()),
      days: z.array(
        z.object({
          day: z.int().nullable(),
          change: z.enum(changes),
          medications: z.array(
            z.object({
              change: z.enum(changes),
              from: ShownMedication.nullable(),
              to: ShownMedication.nullable(),
              fields: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
  sources: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
})
export type ProtocolDifference = z.infer<typeof ProtocolDifference>

export const ProtocolDifferenceQuery = z.strictObject({ from: z.uuid(), to: z.uuid() })
const Side = z.object({
  protocolId: z.uuid(),
  versionId: z.uuid(),
  name: z.string(),
  /** The hospital whose own it is; null for the network's. */
  hospital: z.string().nullable(),
  number: z.int(),
  example: z.boolean(),
})
export const ProtocolDifferenceAnswer = z.object({ from: Side, to: Side, difference: ProtocolDifference })
export type ProtocolDifferenceAnswer = z.infer<typeof ProtocolDifferenceAnswer>
