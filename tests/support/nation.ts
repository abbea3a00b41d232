import { type OpenScope, transact } from 'server/access/scope'
import { openSealer } from 'server/access/seal'
import { type House, type Person, secrets } from './house.js'

/** Runs what the nation's coordinator could ask of the server, without a route. */
export const nationScope = <T>(house: House, { userId, sessionId }: Person, run: (scope: OpenScope) => Promise<T>) =>
  transact(
    {
      ...{ database: house.database, userId, sessionId, roles: ['coordinator'], grants: [], organizationIds: [] },
      ...{ national: true, door: 'girasol_counts', requestId: 'test', route: 'test' },
      keyed: openSealer(secrets.field),
    },
    run,
  )
