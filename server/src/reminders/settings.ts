import { type HospitalPainSettings, type NewPainSettings, PainSettings } from 'shared/pain-settings'
import { audit, type OpenScope } from '../access/scope.js'
import { staleVersion } from '../clinical-facts.js'
import { defaultSettings, defaultSources } from './defaults.js'

interface Row extends Record<string, unknown> {
  version: number
  settings: unknown
  recordedAt: string
  recordedBy: string | null
  note: string | null
}

const READ = `
select version, settings, recorded_at as "recordedAt", recorded_by as "recordedBy", note
from pain_settings where organization_id = $1`

async function ownRow({ query }: OpenScope, organizationId: string): Promise<Row | undefined> {
  const [row] = await query<Row>(READ, [organizationId])
  return row
}

/** What the hospital has set; null where it keeps the catalogue's. Kept by an older edition, it may lack members. */
function ownOf(row: Row | undefined): PainSettings | null {
  const settings = row?.settings as Partial<PainSettings> | null | undefined
  if (settings == null || Object.keys(settings).length === 0) return null
  return PainSettings.parse({ ...defaultSettings, ...settings })
}

/**
 * When a hospital looks again, in minutes (hours for the early-warning score): its own settings, else the catalogue's
 * (rules R-REASSESS and R-REASSESS-INF of pain-protocol.json).
 */
export async function settingsOf(scope: OpenScope, organizationId: string): Promise<PainSettings> {
  return ownOf(await ownRow(scope, organizationId)) ?? defaultSettings
}

export async function readSettings(scope: OpenScope, organizationId: string): Promise<HospitalPainSettings> {
  const row = await ownRow(scope, organizationId)
  const own = ownOf(row)
  return {
    organizationId,
    version: row?.version ?? 0,
    own,
    settings: own ?? defaultSettings,
    defaults: defaultSettings,
    sources: [...defaultSources],
    recordedAt: row === undefined ? null : new Date(row.recordedAt).toISOString(),
    recordedBy: row?.recordedBy ?? null,
    note: row?.note ?? null,
  }
}

const WRITE = `
insert into pain_settings (organization_id, version, settings, recorded_by, note) values ($1, 1, $2::jsonb, $3, $4)
on conflict (organization_id) do update set version = pain_settings.version + 1, settings = excluded.settings,
  recorded_at = now(), recorded_by = excluded.recorded_by, note = excluded.note
where pain_settings.version = $5
returning version`

/**
 * Sets a hospital's clocks, which hold for what is recorded from now on. The version that was read must still stand, 0
 * where nothing was set: else 412 with what stands.
 */
export async function writeSettings(
  scope: OpenScope,
  organizationId: string,
  version: number,
  { settings, note = null }: NewPainSettings,
): Promise<HospitalPainSettings> {
  const before = await readSettings(scope, organizationId)
  const parameters = [organizationId, JSON.stringify(settings ?? {}), scope.userId, note, version]
  const written = before.version === version ? await scope.query<{ version: number }>(WRITE, parameters) : []
  if (written[0]?.version !== version + 1) {
    const current = await readSettings(scope, organizationId)
    throw staleVersion(
      current,
      current.recordedAt === null ? undefined : { at: new Date(current.recordedAt), by: current.recordedBy },
    )
  }
  await audit(scope, {
    ...{ action: 'update', resourceType: 'PainSettings', resourceId: organizationId, organizationId },
    details: { version: version + 1, before: before.own, after: settings },
  })
  return readSettings(scope, organizationId)
}
