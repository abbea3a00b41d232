import type postgres from 'postgres'
import type { ProtocolDefinition, ProtocolMedication } from 'shared/protocols'
import { uuidv7 } from 'uuidv7'

/** One line of a protocol: vincristine by surface, unless told otherwise. */
export const aLine = (facts: Partial<ProtocolMedication> = {}): ProtocolMedication => ({
  medication: 'vincristina',
  purpose: 'antineoplastic',
  basis: 'per-m2',
  amount: 1.5,
  unit: 'mg',
  cap: 2,
  rounding: { to: 0.1, mode: 'down' },
  route: 'IV',
  ...facts,
})

/** Four weekly days of one phase, each with the same lines. */
export const aProtocol = (lines: ProtocolMedication[] = [aLine()], cycles = 4): ProtocolDefinition => ({
  phases: [{ name: 'Inducción', kind: 'induction', cycleDays: 7, cycles, days: [{ day: 1, medications: lines }] }],
  sources: [],
})

/** A version of a protocol of the network, straight into the database; returns its id. */
export async function putProtocol(
  sql: postgres.Sql,
  definition: ProtocolDefinition,
  {
    status = 'in-use',
    organizationId = null,
  }: { status?: 'draft' | 'in-use' | 'retired'; organizationId?: string | null } = {},
): Promise<string> {
  const [protocolId, versionId] = [uuidv7(), uuidv7()]
  const used = status === 'draft' ? null : new Date()
  await sql`insert into protocols (id, code, name, organization_id)
    values (${protocolId}, ${`prueba-${protocolId}`}, 'Protocolo de prueba', ${organizationId})`
  await sql`insert into protocol_versions (id, protocol_id, number, organization_id, status, definition, put_in_use_at)
    values (${versionId}, ${protocolId}, 1, ${organizationId}, ${status}, ${sql.json(definition as never)}, ${used})`
  return versionId
}
