import type { ConditionCatalogue } from 'shared/condition-checks'
import type { BuiltInMapping, ImportColumns, ImportOptions } from 'shared/imports'
import type { Hospital } from 'shared/network'
import type { System } from 'shared/terminology'
import type { Encoding } from './survey.js'

export type KnownHospital = Pick<Hospital, 'id' | 'clues' | 'name' | 'regime' | 'ooadCode'>

/** Everything the reader of a file needs to know, fixed before it starts: it has no database. Plain data, to be sent. */
export interface ReadingPlan {
  /** Null while a preview has not been told: the headers propose one. */
  mapping: BuiltInMapping | null
  columns: ImportColumns | null
  options: ImportOptions
  /** Null for a workbook. */
  encoding: Encoding | null
  /** The day in hospital time. */
  today: string
  organizationIds: readonly string[]
  national: boolean
  hospitals: readonly KnownHospital[]
  ooads: readonly { code: string; name: string }[]
  aliases: readonly { alias: string; ooadCode: string }[]
  catalogue: ConditionCatalogue
  /** Labels and synonyms by which a census writes a diagnosis. */
  labels: readonly { system: System; code: string; texts: readonly string[] }[]
  /** Beginning of the file's hash: names a data set nobody named. */
  fileName: string
  maxRows: number
}
