import { eq } from 'drizzle-orm'
import type { AskedPlace } from 'shared/group-places'
import type { OpenScope } from '../access/scope.js'
import { meantOoad } from '../network/queries.js'
import { ooads, organizations } from '../network/table.js'
import { invalid } from '../problem.js'

/** A place as tables keep it: a hospital, an OOAD, or neither. */
export interface KeptPlace {
  organizationId: string | null
  ooadCode: string | null
}

/**
 * The place that a body means, at `pointer` in it. Words that mean two OOAD are 409 `ambiguous` with the candidates: they
 * are asked about, never guessed. What is not there is 400 by name.
 */
export async function meantPlace(scope: OpenScope, asked: AskedPlace, pointer = '#'): Promise<KeptPlace> {
  const { organizationId = null, ooadText } = asked
  if (organizationId !== null) await checkHospital(scope, organizationId, pointer)
  if (ooadText === undefined) {
    const { ooadCode = null } = asked
    if (ooadCode !== null) await checkOffice(scope, ooadCode, pointer)
    return { organizationId, ooadCode }
  }
  const ooadCode = await meantOoad(scope, ooadText, `${pointer}/ooadText`)
  if (ooadCode === null) throw invalid({ pointer: `${pointer}/ooadText`, code: 'ooad-unknown' })
  return { organizationId, ooadCode }
}

async function checkHospital({ db }: OpenScope, id: string, pointer: string): Promise<void> {
  const found = await db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, id))
  if (found.length === 0) throw invalid({ pointer: `${pointer}/organizationId`, code: 'hospital-unknown' })
}

async function checkOffice({ db }: OpenScope, code: string, pointer: string): Promise<void> {
  const found = await db.select({ code: ooads.code }).from(ooads).where(eq(ooads.code, code))
  if (found.length === 0) throw invalid({ pointer: `${pointer}/ooadCode`, code: 'ooad-unknown' })
}
