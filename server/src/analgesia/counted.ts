import { type DoseFinding, numberFindings } from 'shared/analgesic-checks'
import { type PainProtocol, ruleOf } from 'shared/analgesic-facts'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import * as z from 'zod'
import type { Warning } from '../problem.js'
import { type Giving, inDay } from './around.js'
import { isInfusion } from './running.js'
import { asWarning } from './subject.js'

const TOO_MANY = 'too-many-doses'

/** More doses in 24 hours than the order or the facts foresee, on more days than they do, or many rescues. */
export function countedWarnings(protocol: PainProtocol, giving: Giving): Warning[] {
  const ofOrder = beyondOrder(giving)
  const answered = giving.order?.confirmedWarnings.some(({ code }) => code === TOO_MANY) === true
  const ofFacts = beyondFacts(protocol, giving).filter(
    ({ code }) => code !== TOO_MANY || (ofOrder.length === 0 && !answered),
  )
  return [...manyRescues(protocol, giving), ...ofOrder, ...ofFacts.map((finding) => asWarning(finding, '#'))]
}

const Rescues = z.object({ rescues_per_24h_alert: z.int() })

/** Three rescues in 24 hours ask for a look at what is given by the clock (R-BTP-CNT). */
function manyRescues(protocol: PainProtocol, { question, givenAt, around }: Giving): Warning[] {
  if (question.role !== 'rescue') return []
  const value = inDay(around, givenAt).filter(({ role }) => role === 'rescue').length + 1
  const rule = ruleOf(protocol, 'R-BTP-CNT')
  const alert = Rescues.safeParse(rule?.structured)
  if (rule === undefined || !alert.success || value < alert.data.rescues_per_24h_alert) return []
  const { id: ruleId, source, confidence, text } = rule
  const limit = alert.data.rescues_per_24h_alert
  return [
    {
      pointer: '#/role',
      code: 'rescues-in-a-day',
      ...{ ruleId, factId: null, source, confidence, text, value, limit, unit: null },
    },
  ]
}

/** Four doses a day by the clock are five in 24 hours where a round comes minutes early: an hour is left for that. */
const COUNTED_HOURS = 23

/** An order says how many of it a day at most. */
function beyondOrder({ order, givenAt, around }: Giving): Warning[] {
  if (order === undefined || order.maxDosesPerDay === null) return []
  const before = inDay(around, givenAt, order.role === 'rescue' ? 24 : COUNTED_HOURS)
  const value = before.filter(({ orderId }) => orderId === order.id).length + 1
  if (value <= order.maxDosesPerDay) return []
  return [{ pointer: '#/orderId', code: TOO_MANY, value, limit: order.maxDosesPerDay, unit: null }]
}

function beyondFacts(protocol: PainProtocol, { question, givenAt, around }: Giving): DoseFinding[] {
  if (isInfusion(question.route) || question.role === 'antagonist') return []
  const same = ({ drug }: { drug: string }) => drug === question.drug
  const before = around.doses.filter((one) => same(one) && one.at <= givenAt)
  const days = new Set([...before.map(({ at }) => at), givenAt].map((at) => dayIn(MEXICO_CITY, at)))
  const doses = inDay(around, givenAt, COUNTED_HOURS).filter(same).length + 1
  return numberFindings(protocol, question, { doses, days: days.size })
}
