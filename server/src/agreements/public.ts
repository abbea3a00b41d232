import { fold } from 'shared/fold'
import { postKindWords } from 'shared/minutes-words'
import type { PublicAgreement } from 'shared/published-minutes'
import type { PostKind } from 'shared/working-group'
import type { AskingScope } from '../access/scope.js'
import { today } from '../today.js'

/** Agreements `a` with their session `s`, post `p`, hospital `h` and office `o`: only what families may read too. */
export const agreementRows = `agreements a
  join working_group_sessions s on s.id = a.session_id
  join posts p on p.id = a.post_id
  left join organizations h on h.id = a.organization_id
  left join ooads o on o.code = coalesce(a.ooad_code, h.ooad_code)
  left join organizations ph on ph.id = p.organization_id
  left join ooads po on po.code = p.ooad_code`

export const isPending = `a.status in ('open', 'in-progress')`
/** Due before the day `$1`. */
export const isLate = `(${isPending} and a.due_on < $1::date)`

/** A post is printed with its place, unless its name or the agreement's place says it already. */
const responsible = `p.name || case
    when coalesce(ph.name, po.name) is null or strpos(p.name, coalesce(ph.name, po.name)) > 0
      or coalesce(ph.name, po.name) = coalesce(h.name, o.name) then ''
    else ', ' || coalesce(ph.name, po.name) end`

/** The columns of `PublicAgreement`; `$1` is the day by which they are late. */
export const publicColumns = `a.id, s.number || '-' || a.number as code, a.text, ${responsible} as responsible,
  json_build_object('organizationId', h.id, 'hospital', h.name, 'ooadCode', o.code, 'ooadName', o.name) as place,
  a.case_alias as "caseAlias", a.due_on as "dueOn", a.status, ${isLate} as late, a.kept_on as "keptOn"`

/** What is pending in the order of its due days, so late ones first; then the rest, the latest session first. */
export const mostPressing = `${isPending} desc, case when ${isPending} then a.due_on end,
  s.number desc, a.number`

type Row = PublicAgreement & Record<string, unknown>

/** `publicColumns` with what `publicOf` needs to hide the place of a case. */
export const openColumns = `${publicColumns}, p.name as "postName", p.kind as "postKind",
  array_to_json(array_remove(array[h.name, o.name, ph.name, po.name], null)) as "placeNames"`
export type OpenRow = PublicAgreement & { postName: string; postKind: PostKind; placeNames: string[] }

const NOWHERE = { organizationId: null, hospital: null, ooadCode: null, ooadName: null }

/** Of a case everybody learns who answers and by when, not where it is treated: nor by the post's place. */
export function publicOf<Read extends OpenRow>({ postName, postKind, placeNames, ...row }: Read) {
  if (row.caseAlias === null) return row
  const tells = placeNames.some((name) => fold(postName).includes(fold(name)))
  return { ...row, place: NOWHERE, responsible: tells ? postKindWords[postKind] : postName }
}

/** The agreements of a session as families read them, in the order of their numbers; for staff's door and families'. */
export async function publicAgreements(
  { query }: Pick<AskingScope, 'query'>,
  sessionId: string,
): Promise<PublicAgreement[]> {
  const rows = await query<OpenRow>(
    `select ${openColumns} from ${agreementRows} where a.session_id = $2::uuid order by a.number`,
    [today(), sessionId],
  )
  return rows.map(publicOf)
}

/** What sessions before the one of this number left open or in progress: the next agenda begins with it. */
export function openAgreements(
  { query }: Pick<AskingScope, 'query'>,
  beforeNumber: number,
): Promise<PublicAgreement[]> {
  return query<Row>(
    `select ${publicColumns} from ${agreementRows} where ${isPending} and s.number < $2::integer order by ${mostPressing}`,
    [today(), beforeNumber],
  )
}
