import type { CaseReports, ReportContact } from 'shared/shortage-reports'
import { audit, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { readCase } from '../shortages/queries.js'
import { contactOf } from './report.js'

interface Row extends Record<string, unknown> {
  id: string
  folio: string
  organizationId: string
  lackedOn: string
  reportedOn: string
  note: string | null
  sealedContact: Buffer | null
}

/** What families reported of a case in reach; 404 for another hospital's. Each contact that is shown leaves an event. */
export async function readCaseReports(
  scope: OpenScope,
  sealer: Sealer,
  shortageId: string,
  contacts: boolean,
): Promise<CaseReports> {
  const { id } = await readCase(scope, shortageId)
  const rows = await scope.query<Row>(
    `select id, folio, organization_id as "organizationId", lacked_on as "lackedOn", reported_on as "reportedOn", note,
      sealed_contact as "sealedContact"
    from shortage_reports where case_id = $1::uuid order by reported_on desc, folio limit 200`,
    [id],
  )
  const items: CaseReports['items'] = []
  for (const { sealedContact, organizationId, ...row } of rows) {
    const shown = contacts && sealedContact !== null
    if (shown)
      await audit(scope, {
        ...{ action: 'read', resourceType: 'ShortageReport', resourceId: row.id, organizationId },
        details: { fields: ['contact'] },
      })
    items.push({
      ...row,
      hasContact: sealedContact !== null,
      contact: shown ? sealer.open<ReportContact>(sealedContact, contactOf(row.id)) : null,
    })
  }
  return { items, nextCursor: null }
}
