import type { AnalgesicFacts, AnalgesicOrder, AnalgesicPlan } from 'shared/analgesia'
import { isOpioid } from 'shared/analgesic-drugs'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { inHospitalTime, shownDay, today } from '../time'
import { analgesia } from '../words/analgesia'
import { shownAmount } from '../words/analgesic-warnings'
import { useWords } from '../words/define'
import { facts as factWords, sayKept } from '../words/facts'
import { reliefWords } from '../words/relief'
import { saidCode, saidDose, saidRule } from './said'

type PlanActs = {
  onGive: (order: AnalgesicOrder) => void
  onStop: (order: AnalgesicOrder) => void
}

/** The plan in force: what its step says and whence, its orders, target and next review. */
export function PlanCard({
  plan,
  facts,
  acts,
  buttons,
}: {
  plan: AnalgesicPlan
  facts: AnalgesicFacts
  /** None where the record is closed. */
  acts: PlanActs | undefined
  buttons?: React.ReactNode
}) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const kept = useWords(factWords)
  const step = facts.steps.find((one) => one.protocol === plan.protocol && one.step === plan.step)
  const [source] = step?.sources ?? []
  const active = plan.orders.filter(({ status }) => status === 'active')
  return (
    <Card title={words.planTitle} actions={buttons}>
      <div className="g-stack">
        <div>
          <p className="g-relief-step">
            <strong>{said.stepSaid(plan.step)}</strong> · {said[plan.protocol]}
          </p>
          {step && <p>{saidRule(step.text)}</p>}
          {source && (
            <p className="g-relief-soft">
              {words.source(source.source)}
              {!['verificado', 'alta'].includes(source.confidence) && ` (${words.unverified})`}.
            </p>
          )}
        </div>
        <DescriptionList
          items={[
            { term: words.target, value: words.targetSaid(plan.targetScore) },
            ...(plan.reviewOn === null
              ? []
              : [
                  {
                    term: words.review,
                    value: (
                      <span className="g-row">
                        {shownDay(plan.reviewOn)}
                        {plan.reviewOn < today() && <StatusTag tone="warning">{words.reviewPassed}</StatusTag>}
                      </span>
                    ),
                  },
                ]),
            { term: words.startedAt, value: inHospitalTime(plan.startedAt) },
            ...(plan.weightKg === null
              ? []
              : [{ term: words.planWeight, value: `${shownAmount(plan.weightKg, null)} kg` }]),
            ...(plan.nonDrugMeasures.length === 0
              ? []
              : [
                  {
                    term: words.measures,
                    value: plan.nonDrugMeasures.map((one) => words[`measure-${one}`]).join(', '),
                  },
                ]),
            ...(plan.noBowelProphylaxisReason === null
              ? []
              : [{ term: words.noLaxative, value: `«${plan.noBowelProphylaxisReason}»` }]),
            ...(plan.note === null ? [] : [{ term: words.note, value: plan.note }]),
          ]}
        />
        {plan.confirmedWarnings.map(({ code, reason }) => (
          <p key={code} className="g-fact-reason">
            {sayKept(kept, code)}: «{reason}»
          </p>
        ))}
        <section aria-label={words.orders}>
          {active.length === 0 ? (
            <p className="g-relief-soft">{words.noOrders}</p>
          ) : (
            <ul className="g-relief-orders">
              {active.map((order) => (
                <OrderLine key={order.id} order={order} acts={acts} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Card>
  )
}

function OrderLine({ order, acts }: { order: AnalgesicOrder; acts: PlanActs | undefined }) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const kept = useWords(factWords)
  const { derivation, controlledFraction, prescriptionFolio, expiresOn } = order
  const what = saidDose(order)
  const prescription = [
    ...(controlledFraction === null ? [] : [words.fraction(controlledFraction)]),
    ...(prescriptionFolio === null ? [] : [words.folio(prescriptionFolio)]),
    ...(expiresOn === null || order.expired ? [] : [words.validTo(shownDay(expiresOn))]),
  ]
  return (
    <li className="g-relief-order">
      <div className="g-relief-order-what">
        <p>
          <strong>{what}</strong>
          {order.prolongedRelease && `, ${words.prolongedRelease.toLocaleLowerCase()}`}
        </p>
        <p>
          {[
            saidCode(order.role),
            ...(order.intervalHours === null ? [] : [said.every(order.intervalHours)]),
            ...(order.maxDosesPerDay === null ? [] : [words.maxPerDay(order.maxDosesPerDay)]),
          ].join(' · ')}
        </p>
        {derivation && (
          <p className="g-relief-soft">
            {words.derived(
              shownAmount(derivation.perKg, derivation.unit),
              shownAmount(derivation.weightKg, null),
              shownAmount(derivation.raw, derivation.unit),
            )}
            {derivation.cap !== null &&
              derivation.raw > derivation.cap &&
              words.cappedAt(shownAmount(derivation.cap, derivation.unit))}
            {derivation.dose !== derivation.raw && words.rounded(shownAmount(derivation.dose, derivation.unit))}
          </p>
        )}
        {(prescription.length > 0 || order.expired) && (
          <p className="g-row">
            {prescription.join(', ')}
            {order.expired && expiresOn !== null && (
              <StatusTag tone="error" icon="warning">{`${words.expired}: ${shownDay(expiresOn)}`}</StatusTag>
            )}
          </p>
        )}
        <p className="g-relief-soft">
          {order.lastGivenAt === null
            ? words.neverGiven
            : [words.lastGiven(inHospitalTime(order.lastGivenAt)), words.inDay(order.givenInDay)].join(' · ')}
          {isOpioid(order.drug) && order.opioidStatus !== null && ` · ${saidCode(order.opioidStatus)}`}
        </p>
        {order.confirmedWarnings.map(({ code, reason }) => (
          <p key={code} className="g-fact-reason">
            {sayKept(kept, code)}: «{reason}»
          </p>
        ))}
      </div>
      {acts && (
        <div className="g-relief-order-acts g-no-print">
          <Button kind="primary" aria-label={words.giveOf(what)} onClick={() => acts.onGive(order)}>
            {words.give}
          </Button>
          <Button kind="quiet" size="small" aria-label={words.stopOf(what)} onClick={() => acts.onStop(order)}>
            {words.stopOrder}
          </Button>
        </div>
      )}
    </li>
  )
}
