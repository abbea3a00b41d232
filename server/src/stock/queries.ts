import type { NewStockEntry, StockEntry } from 'shared/supply'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { invalid } from '../problem.js'
import { instantText } from '../shortages/state.js'
import { today } from '../today.js'

export const stockColumns = `id, organization_id as "organizationId", clave, medication, pieces, months_of_inventory::float8 as "monthsOfInventory",
  counted_on as "countedOn", ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy"`

/** The latest count of each key that was known at the end of a day, in the order of the keys. */
export function readStock(
  { query }: OpenScope,
  organizationId: string,
  endOfDay: string,
  on: string,
): Promise<StockEntry[]> {
  return query<StockEntry & Record<string, unknown>>(
    `select distinct on (clave) ${stockColumns} from stock_entries
    where organization_id = $1::uuid and counted_on <= $2::date and recorded_at <= $3::timestamptz
    order by clave, counted_on desc, recorded_at desc, id desc`,
    [organizationId, on, endOfDay],
  )
}

const medicationOf: ReadonlyMap<string, string> = new Map(
  [...medications.values()].flatMap(({ code, pieces }) => pieces.map(({ clave }) => [clave, code] as const)),
)

/** Keeps what was counted of a key; a correction is a new count of the same day. The hospital was found in reach. */
export async function recordStock(scope: OpenScope, entry: NewStockEntry): Promise<StockEntry> {
  const { organizationId, clave, pieces, monthlyConsumption, countedOn = today() } = entry
  const medication = medicationOf.get(clave)
  if (medication === undefined) throw invalid({ pointer: '#/clave', code: 'clave-unknown' })
  if (countedOn > today()) throw invalid({ pointer: '#/countedOn', code: 'future-date' })
  const months = monthlyConsumption === undefined ? entry.monthsOfInventory : pieces / monthlyConsumption
  const [row] = await scope.query<StockEntry & Record<string, unknown>>(
    `insert into stock_entries (id, organization_id, clave, medication, pieces, months_of_inventory, counted_on, recorded_by)
    values ($1, $2, $3, $4, $5, least($6::numeric, 9999), $7, $8) returning ${stockColumns}`,
    [newId(), organizationId, clave, medication, pieces, months ?? null, countedOn, scope.userId],
  )
  if (row === undefined) throw new Error('The count came back without its row')
  await audit(scope, { action: 'create', resourceType: 'StockEntry', resourceId: row.id, organizationId })
  return row
}
