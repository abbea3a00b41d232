import type { Grant, Role } from 'shared/access'
import { uuidv7 } from 'uuidv7'
import type { Context, Database, DatabaseRole, Db, Transaction } from '../database/db.js'
import type { KeyedHashes } from './seal.js'
import { auditInbox } from './table.js'

/** Who asks, and how far they reach on this route. Without a transaction it can do nothing. */
export interface Scope {
  readonly database: Database
  readonly userId: string
  readonly sessionId: string
  readonly roles: readonly Role[]
  readonly grants: readonly Grant[]
  /** Hospitals in reach of the roles that this route admits. */
  readonly organizationIds: readonly string[]
  readonly national: boolean
  readonly door: DatabaseRole
  readonly requestId: string
  readonly route: string
  /** For words that are kept sealed: finds them, opens none. */
  readonly keyed: KeyedHashes
}

/** A scope inside its transaction: what queries take, so that none can run outside one. */
export interface OpenScope extends Scope, Transaction {
  /** What must be written even if this transaction is undone: then it is, by one of its own, before the failure is told. */
  ifUndone(write: (scope: OpenScope) => Promise<void>): void
}

const contextOf = ({ door, userId, organizationIds, national }: Scope, patience?: number): Context => ({
  role: door,
  userId,
  organizationIds,
  national,
  ...(patience === undefined ? {} : { patience }),
})

/** A scope that asks: inside a transaction, or each statement in one of its own. */
export type AskingScope = Scope & Pick<Transaction, 'query'>

/** Each statement is a transaction of its own, with role and reach: for looks, and for acts of one statement. */
export function singly(scope: Scope): AskingScope {
  const context = contextOf(scope)
  return { ...scope, query: (text, parameters) => scope.database.act(context, text, parameters) }
}

/** Opens a transaction with role and reach; the callback's scope shadows the closed one. */
export async function transact<T>(scope: Scope, run: (scope: OpenScope) => Promise<T>, patience?: number): Promise<T> {
  const left: ((scope: OpenScope) => Promise<void>)[] = []
  try {
    return await scope.database.transact(contextOf(scope, patience), (transaction) => {
      const { query, queryAndCommit, copyIn } = transaction
      return run({
        ...scope,
        query,
        queryAndCommit,
        copyIn,
        ifUndone: (write) => left.push(write),
        get db() {
          return transaction.db // made on first use: the hottest paths do without
        },
      })
    })
  } catch (error) {
    if (left.length > 0)
      await transact(scope, async (open) => {
        for (const write of left) await write(open)
      })
    throw error
  }
}

export type AuditAction =
  | 'create'
  | 'read'
  | 'update'
  | 'search'
  | 'export'
  | 'import'
  | 'override'
  | 'sign-in'
  | 'sign-in-refused'
  | 'sign-out'
  | 'session-revoked'
  | 'denied'
  | 'freeze'
  | 'withdraw'
  | 'undo'

export interface AuditEntry {
  action: AuditAction
  resourceType: string
  resourceId?: string | undefined
  patientId?: string | undefined
  /** The hospital whose chain keeps it; absent: the national chain. */
  organizationId?: string | undefined
  /** Field names, codes and counts; never values of a person. */
  details?: Record<string, unknown> | undefined
}

export const auditRow = (scope: Pick<Scope, 'userId' | 'requestId'>, entry: AuditEntry) => ({
  id: uuidv7(),
  userId: scope.userId,
  requestId: scope.requestId,
  ...entry,
})

/** Writes the event of an act, or of several, in the act's own transaction: if this fails, the act rolls back. */
export async function audit(
  scope: { db: Db } & Pick<Scope, 'userId' | 'requestId'>,
  ...entries: [AuditEntry, ...AuditEntry[]]
): Promise<void> {
  await scope.db.insert(auditInbox).values(entries.map((entry) => auditRow(scope, entry)))
}

/** The same of an act whose doer stays unnamed: it says what was done, and not by whom. */
export async function auditUnattributed(scope: Parameters<typeof audit>[0], entry: AuditEntry): Promise<void> {
  await scope.db.insert(auditInbox).values({ ...auditRow(scope, entry), userId: null, requestId: null })
}
