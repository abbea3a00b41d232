import type { FailureDetails } from 'shared/imports'

/** A file, or its whole sheet, that cannot be read as a table: a code of `importFailures`, and where. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly code: string
  readonly details: FailureDetails
  constructor(code: string, details: FailureDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** One row of a sheet, before anybody has said what its columns mean. `row` counts as spreadsheets do, from 1. */
export interface SheetRow {
  row: number
  cells: string[]
  /** What is to be said of the row as a whole: `line-too-long`. */
  code?: string
  /** By column: `formula-value`, `formula-without-value`, `cell-error`. */
  marks?: Map<number, string>
}
