import { bulletinDraft } from 'shared/bulletin-draft'
import type { OpenScope } from '../access/scope.js'
import { publicAgreements } from '../agreements/public.js'
import { conflict } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import type { workingGroupSessions } from '../working-group/table.js'

type Session = Pick<typeof workingGroupSessions.$inferSelect, 'id' | 'number' | 'heldOn' | 'mode' | 'topic'>

/** The first words of a bulletin, from what the session froze and agreed; 409 `figures-not-frozen` before it did. */
export async function draftBulletin(scope: OpenScope, session: Session) {
  const { items: figures } = await readFigures(scope, session.id)
  if (figures.length === 0) throw conflict('figures-not-frozen')
  const source = { session, figures, agreements: await publicAgreements(scope, session.id) }
  const [es, en] = [bulletinDraft(source, 'es'), bulletinDraft(source, 'en')]
  return { titleEs: es.title, titleEn: en.title, textEs: es.text, textEn: en.text }
}
