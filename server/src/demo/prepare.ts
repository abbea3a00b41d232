import type { TryOut } from 'shared/access'
import type { Database } from '../database/db.js'

export async function prepareTryOut(
  _database: Database,
  _url: string,
  _fieldKey: string,
  _say: (text: string) => void,
): Promise<TryOut> {
  return { accounts: [] }
}
