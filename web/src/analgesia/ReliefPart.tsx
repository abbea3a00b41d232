import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnalgesicAdministration, AnalgesicOrder, AnalgesicPlan, SedationCheck } from 'shared/analgesia'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { Icon } from '../design/Icon'
import { EmptyState } from '../design/states'
import { facts as factsOf } from '../facts/api'
import { addressOf, paths } from '../paths'
import { clockTime, inHospitalTime } from '../time'
import { analgesia } from '../words/analgesia'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { analgesicFacts, analgesicPlans } from './api'
import { Alerts, ChecksList, isEmergency } from './ChecksList'
import { DoseDialog } from './DoseDialog'
import { DosesList } from './DosesList'
import { EffectsList } from './EffectsList'
import { PlanCard } from './PlanCard'
import { ReasonDialog } from './ReasonDialog'
import { ageInDays, saidDose } from './said'
import './relief.css'
import '../facts/FactList.css'

type Opened =
  | { is: 'dose'; order: AnalgesicOrder }
  | { is: 'naloxone' }
  | { is: 'end'; plan: AnalgesicPlan }
  | { is: 'stop'; plan: AnalgesicPlan; order: AnalgesicOrder }

/** Pain relief of a person in the record: the plan in force, what was given by it, and what was watched. */
export function ReliefPart({ patient }: { patient: Patient }) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const query = useQuery(analgesicFacts(ageInDays(patient)))
  const plans = useQuery(analgesicPlans(patient.id))
  const assessments = useQuery(factsOf(patient.id, 'pain-assessments')).data ?? []
  const [opened, open] = useState<Opened>()
  const [done, setDone] = useState<{ dose: AnalgesicAdministration } | { check: SedationCheck } | 'waiting'>()
  const close = () => open(undefined)
  const active = patient.status === 'active'
  const saved = (dose: AnalgesicAdministration | undefined) => {
    close()
    setDone(dose === undefined ? 'waiting' : { dose })
  }
  const checked = (check: SedationCheck | undefined) => setDone(check === undefined ? 'waiting' : { check })
  const newPlan = addressOf(paths.analgesicPlan, { patientId: patient.id })
  return (
    <div className="g-stack">
      <p className="g-relief-notice">
        <Icon name="info" />
        {said.notPrescriber}
      </p>
      {done && (
        <Done
          patientId={patient.id}
          done={done}
          onNaloxone={() => open({ is: 'naloxone' })}
          onClose={() => setDone(undefined)}
        />
      )}
      <Answer query={query}>
        {(facts) => (
          <div className="g-stack">
            <Answer query={plans}>
              {(all) => {
                const [plan] = all.filter(({ status }) => status === 'active')
                return (
                  <>
                    {plan === undefined ? (
                      <EmptyState
                        icon="report"
                        title={words.noPlan}
                        text={words.noPlanText}
                        actions={
                          active && (
                            <ButtonLink kind="primary" href={newPlan}>
                              {words.startPlan}
                            </ButtonLink>
                          )
                        }
                      />
                    ) : (
                      <PlanCard
                        plan={plan}
                        facts={facts}
                        acts={
                          active
                            ? {
                                onGive: (order) => open({ is: 'dose', order }),
                                onStop: (order) => open({ is: 'stop', plan, order }),
                              }
                            : undefined
                        }
                        buttons={
                          active && (
                            <span className="g-row g-no-print">
                              <ButtonLink size="small" href={newPlan}>
                                {words.newPlan}
                              </ButtonLink>
                              <Button size="small" kind="quiet" onClick={() => open({ is: 'end', plan })}>
                                {words.endPlan}
                              </Button>
                            </span>
                          )
                        }
                      />
                    )}
                    <FormerPlans plans={all.filter((one) => one !== plan)} />
                  </>
                )
              }}
            </Answer>
            <section className="g-relief-section">
              <h2>{words.dosesTitle}</h2>
              {active && (
                <div className="g-relief-actions g-no-print">
                  <Button icon="warning" onClick={() => open({ is: 'naloxone' })}>
                    {words.giveNaloxone}
                  </Button>
                </div>
              )}
              <DosesList patient={patient} facts={facts} assessments={assessments} onSaved={saved} />
            </section>
            <section className="g-relief-section">
              <h2>{words.checksTitle}</h2>
              <ChecksList patient={patient} facts={facts} onSaved={checked} />
            </section>
            <section className="g-relief-section">
              <h2>{words.effectsTitle}</h2>
              <EffectsList patient={patient} />
            </section>
            {opened?.is === 'dose' && (
              <DoseDialog
                patient={patient}
                facts={facts}
                order={opened.order}
                assessments={assessments}
                onClose={close}
                onSaved={saved}
              />
            )}
            {opened?.is === 'naloxone' && (
              <DoseDialog
                patient={patient}
                facts={facts}
                preset={{ drug: 'naloxona', role: 'antagonist', route: 'IV', unit: 'ug' }}
                assessments={assessments}
                onClose={close}
                onSaved={saved}
              />
            )}
          </div>
        )}
      </Answer>
      {opened?.is === 'end' && (
        <ReasonDialog
          patientId={patient.id}
          path={`/${opened.plan.id}/end`}
          title={words.endPlanTitle}
          text={words.endPlanText}
          act={words.endPlan}
          onClose={close}
        />
      )}
      {opened?.is === 'stop' && (
        <ReasonDialog
          patientId={patient.id}
          path={`/${opened.plan.id}/orders/${opened.order.id}/stop`}
          title={words.stopOf(saidDose(opened.order))}
          text={words.stopText}
          act={words.stopOrder}
          onClose={close}
        />
      )}
    </div>
  )
}

/** What became of it: when the pain is to be looked at again, or what a check asks for. */
function Done({
  patientId,
  done,
  onNaloxone,
  onClose,
}: {
  patientId: string
  done: { dose: AnalgesicAdministration } | { check: SedationCheck } | 'waiting'
  onNaloxone: () => void
  onClose: () => void
}) {
  const words = useWords(reliefWords)
  if (done === 'waiting')
    return (
      <Banner tone="warning" onClose={onClose}>
        {words.waits}
      </Banner>
    )
  if ('check' in done) {
    const { check } = done
    return check.alerts.length === 0 ? (
      <Banner tone="success" onClose={onClose}>
        {words.checkSaved(clockTime(check.effectiveDateTime))} {words.noAlerts}.
      </Banner>
    ) : (
      <Banner
        tone="error"
        title={words.checkAlerts}
        onClose={onClose}
        actions={
          isEmergency(check) && (
            <Button size="small" icon="warning" onClick={onNaloxone}>
              {words.giveNaloxone}
            </Button>
          )
        }
      >
        <p>{words.checkSaved(clockTime(check.effectiveDateTime))}</p>
        <Alerts check={check} full />
      </Banner>
    )
  }
  const { dose } = done
  const due = dose.reassessDueAt
  return (
    <Banner
      tone="success"
      onClose={onClose}
      actions={
        due !== null && (
          <ButtonLink size="small" href={`${addressOf(paths.pain, { patientId })}?tras=${dose.id}`}>
            {words.reassess}
          </ButtonLink>
        )
      }
    >
      <p>{words.saved(saidDose(dose), clockTime(dose.givenAt))}</p>
      <p>
        <strong>{due === null ? words.noReassess : words.reassessAt(clockTime(due))}</strong>
      </p>
    </Banner>
  )
}

function FormerPlans({ plans }: { plans: readonly AnalgesicPlan[] }) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  if (plans.length === 0) return null
  return (
    <Disclosure title={words.formerPlans(plans.length)}>
      <ul className="g-relief-orders">
        {plans.map((plan) => (
          <li key={plan.id}>
            <strong>{said.stepSaid(plan.step)}</strong>, {inHospitalTime(plan.startedAt)}
            {plan.endedAt !== null && ` – ${inHospitalTime(plan.endedAt)}`} · {said[plan.status]}
            {plan.orders.length > 0 && <span className="g-fact-written">{plan.orders.map(saidDose).join('; ')}</span>}
            {plan.endReason !== null && <span className="g-fact-reason">{words.endedBecause(plan.endReason)}</span>}
            {plan.enteredInError?.reason != null && (
              <span className="g-fact-reason">{words.endedBecause(plan.enteredInError.reason)}</span>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
