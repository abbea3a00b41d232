import type postgres from 'postgres'
import { checkProtocol, hasErrors } from 'shared/protocol-checks'
import { ProtocolFile } from 'shared/protocol-library'
import { uuidv7 } from 'uuidv7'
import { medications } from '../medications/catalogue.js'
import { exampleProtocolId } from './example-id.js'

/**
 * The project's examples, in use from the first start and marked as such. One that changed becomes the next version, as
 * anybody's would: plans that follow the old one keep it.
 */
export async function putExamples(tx: postgres.TransactionSql, rows: readonly Record<string, string>[]): Promise<void> {
  // Policies bind the owner of the tables too: the network's library is written by who reaches the nation
  await tx`select set_config('role', 'girasol_counts', true), set_config('app.national', '1', true)`
  for (const { document = '' } of rows) await putExample(tx, ProtocolFile.parse(JSON.parse(document)))
  await tx`select set_config('role', 'none', true), set_config('app.national', '', true)`
}

async function putExample(tx: postgres.TransactionSql, { code, name, changeNote, definition }: ProtocolFile) {
  const issues = checkProtocol(definition, [...medications.values()])
  if (hasErrors(issues)) throw new Error(`The example ${code} does not pass: ${JSON.stringify(issues)}`)
  const id = exampleProtocolId(code)
  const text = JSON.stringify(definition)
  await tx`insert into protocols (id, code, name, example) values (${id}, ${code}, ${name}, true) on conflict do nothing`
  const [current] = await tx<{ same: boolean; number: number }[]>`
    select definition = ${text}::text::jsonb as same, number from protocol_versions
    where protocol_id = ${id} order by number desc limit 1`
  if (current?.same === true) return
  await tx`update protocol_versions set status = 'retired', version = version + 1 where protocol_id = ${id} and status = 'in-use'`
  await tx`
    insert into protocol_versions (id, protocol_id, number, status, definition, change_note, put_in_use_at)
    values (${uuidv7()}, ${id}, ${(current?.number ?? 0) + 1}, 'in-use', ${text}::text::jsonb, ${changeNote ?? null}, now())`
}
