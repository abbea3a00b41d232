import { eq } from 'drizzle-orm'
import type { OpenScope } from '../access/scope.js'
import { protocols, protocolVersions } from '../protocols/table.js'

/** A protocol version in reach with the name it goes by; undefined when there is none. */
export async function readProtocolVersion({ db }: OpenScope, id: string) {
  const [found] = await db
    .select({
      id: protocolVersions.id,
      number: protocolVersions.number,
      status: protocolVersions.status,
      definition: protocolVersions.definition,
      code: protocols.code,
      name: protocols.name,
      example: protocols.example,
    })
    .from(protocolVersions)
    .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
    .where(eq(protocolVersions.id, id))
  return found
}
export type ProtocolVersion = NonNullable<Awaited<ReturnType<typeof readProtocolVersion>>>
