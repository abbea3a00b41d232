import { addDays } from 'shared/calendar-day'
import { USUAL_TOLERANCE } from 'shared/indicator-rules'
import { CountReport } from 'shared/reports'
import { type FigureSource, figureSources, type SessionFigures } from 'shared/session-figures'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { disclosureOf, PUBLISHED_DAYS, publishedRule } from '../counts/publish.js'
import { conflict, notFound } from '../problem.js'
import {
  findReport,
  freezePainReport,
  freezeReport,
  freezeSupplyReport,
  freezeTreatmentReport,
} from '../reports/queries.js'
import { today } from '../today.js'
import { readFigures } from './queries.js'
import { sessionReports } from './table.js'

/**
 * Freezes the four reports that a session quotes, as of its day, and what families may see of each: all of the last
 * published cut and the fortnight before it, so that sessions of one week print the same. 409 `session-not-held` before
 * its day, 409 `minutes-published` once its minutes quote them; an erratum may quote others.
 */
export async function freezeFigures(scope: OpenScope, sessionId: string): Promise<SessionFigures> {
  const on = await lockSession(scope, sessionId)
  const asked = { on, since: addDays(on, -PUBLISHED_DAYS) }
  const counts = await freezeReport(scope, { ...asked, ageRule: publishedRule }, 'hospital', true)
  const { text } = await findReport(scope, counts.id, true)
  const shown = CountReport.parse(JSON.parse(text))
  const cut = { on: shown.on, since: shown.since, scope: shown.scope, disclosure: disclosureOf(asked) }
  const frozen: Record<FigureSource, { id: string }> = {
    counts,
    treatment: await freezeTreatmentReport(scope, { ...asked, toleranceDays: USUAL_TOLERANCE }, 'hospital', cut),
    pain: await freezePainReport(scope, asked, 'hospital', cut),
    supply: await freezeSupplyReport(scope, on, cut),
  }
  await scope.db.insert(sessionReports).values(
    figureSources.map((source) => ({
      ...{ id: newId(), sessionId, source, reportId: frozen[source].id, frozenBy: scope.userId },
    })),
  )
  await audit(scope, {
    action: 'freeze',
    resourceType: 'WorkingGroupSession',
    resourceId: sessionId,
    details: { on, cut: cut.on },
  })
  return readFigures(scope, sessionId)
}

/** The day of the session, which nobody else prepares or publishes until this is done. */
async function lockSession({ query }: OpenScope, id: string): Promise<string> {
  const [session] = await query<{ heldOn: string }>(
    'select held_on as "heldOn" from working_group_sessions where id = $1::uuid for update',
    [id],
  )
  if (session === undefined) throw notFound('WorkingGroupSession', id)
  if (session.heldOn > today()) throw conflict('session-not-held')
  const [minutes] = await query<{ closed: boolean }>(
    `select coalesce(bool_and(status = 'published'), false) as closed from minutes where session_id = $1::uuid`,
    [id],
  )
  if (minutes?.closed) throw conflict('minutes-published')
  return session.heldOn
}
