import { useSuspenseQuery } from '@tanstack/react-query'
import type { AnalgesicFacts, AnalgesicPlan } from 'shared/analgesia'
import { opioidStatuses } from 'shared/analgesia'
import { stepFor } from 'shared/analgesic-facts'
import { lacksBowelProphylaxis } from 'shared/analgesic-plan-checks'
import { nonDrugMeasures } from 'shared/pain'
import type { Patient } from 'shared/patients'
import { useLocation } from 'wouter'
import { enterGoesOn } from '../capture'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { Checkbox, RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { ErrorSummary } from '../design/ErrorSummary'
import { FieldGroup } from '../design/Field'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { TextField } from '../design/TextField'
import { type Facts, facts as factsOf } from '../facts/api'
import { asFieldErrors, refusedAt } from '../form'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { PatientBanner } from '../patients/PatientBanner'
import { codeOf as problemCode } from '../problem'
import { useShortcut } from '../shortcuts'
import { inHospitalTime, shownDay } from '../time'
import { analgesia } from '../words/analgesia'
import { shownAmount } from '../words/analgesic-warnings'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { reliefWords } from '../words/relief'
import { analgesicFacts, analgesicPlans } from './api'
import { OrderFields } from './OrderFields'
import { recordedStatus } from './opioid-status'
import { PlanReasons } from './PlanReasons'
import { usePlanForm } from './plan-form'
import { labelOf } from './plan-labels'
import { emptyOrder } from './plan-values'
import { ageInDays, lastWeight, saidCode, saidDrug, saidRule } from './said'
import '../design/form-grid.css'
import './relief.css'

/** A plan of pain relief on one page: step, person, orders, and what was asked about them. */
export function PlanPage({ patientId }: { patientId: string }) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const { data: facts } = useSuspenseQuery(analgesicFacts(ageInDays(patient)))
  const { data: plans } = useSuspenseQuery(analgesicPlans(patientId))
  const { data: measured } = useSuspenseQuery(factsOf(patientId, 'body-measurements'))
  const { data: doses } = useSuspenseQuery(factsOf(patientId, 'analgesic-administrations'))
  const { data: assessments } = useSuspenseQuery(factsOf(patientId, 'pain-assessments'))
  return (
    <>
      <PageHeader title={words.newPlanTitle} focus={false} />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        <p className="g-relief-notice">{said.notPrescriber}</p>
        {patient.status === 'active' ? (
          <PlanForm
            patient={patient}
            facts={facts}
            current={plans.find(({ status }) => status === 'active')}
            measured={measured}
            doses={doses}
            last={assessments.find(({ status }) => status === 'final')}
          />
        ) : (
          <EmptyState icon="info" title={say('not-active')} />
        )}
      </div>
    </>
  )
}

function PlanForm({
  patient,
  facts,
  current,
  measured,
  doses,
  last,
}: {
  patient: Patient
  facts: AnalgesicFacts
  current: AnalgesicPlan | undefined
  measured: readonly Facts['body-measurements'][]
  doses: readonly Facts['analgesic-administrations'][]
  last: Facts['pain-assessments'] | undefined
}) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const shared = useWords(common)
  const [, navigate] = useLocation()
  const weight = lastWeight(measured)
  const opioidStatus = recordedStatus(doses)
  const protocol = facts.forPerson?.protocol ?? 'children'
  const who = { ageInDays: ageInDays(patient), measuredKg: weight?.weightKg ?? null, protocol, opioidStatus }
  const record = `${addressOf(paths.patient, { patientId: patient.id })}#analgesia`
  const fitting = last?.severity == null ? null : stepFor(facts.protocol, protocol, last.severity)
  const form = usePlanForm({
    patient,
    facts,
    who,
    current,
    step: fitting === null ? '' : String(fitting.step),
    onSaved: () => navigate(record),
  })
  const { values, set, refused, questions } = form
  useShortcut('Enter', () => void form.save())
  const steps = facts.steps.filter((one) => one.protocol === protocol)
  const chosen = steps.find(({ step }) => String(step) === values.step) ?? steps[0]
  const lacksLaxative = lacksBowelProphylaxis(questions.filter((one) => one !== undefined))
  return (
    <form
      key={form.round}
      className="g-stack"
      noValidate
      onKeyDown={enterGoesOn}
      onSubmit={(event) => {
        event.preventDefault()
        void form.save()
      }}
    >
      {form.recovered && <Recovered onStartAgain={() => form.clear()} />}
      <ErrorSummary errors={asFieldErrors(refused, (path) => labelOf(words, path))} attempt={form.attempt} />
      {form.failed !== undefined && <Banner tone="error">{say(problemCode(form.failed))}</Banner>}
      {current && (
        <Banner tone="warning" title={words.replacesTitle}>
          {words.replacesText(inHospitalTime(current.startedAt))}
        </Banner>
      )}
      <Card title={words.stepTitle}>
        <div className="g-form-grid">
          <RadioGroup
            id="step"
            label={said[protocol]}
            error={refusedAt(refused, 'step')}
            value={values.step}
            onChange={({ target }) => set({ step: target.value })}
            choices={steps.map(({ step, severities, drugs }) => ({
              value: String(step),
              label: `${said.stepSaid(step)}: ${words.painOf(
                severities
                  .filter((one) => one !== 'none-mild')
                  .map((one) => words[`severity-${one}`])
                  .join(words.or),
              )}`,
              hint: drugs.map(saidDrug).join(', '),
            }))}
          />
          {chosen && (
            <div>
              <p>{saidRule(chosen.text)}</p>
              {chosen.sources.slice(0, 1).map(({ ruleId, source, confidence }) => (
                <p key={ruleId} className="g-relief-soft">
                  {words.source(source)}
                  {!['verificado', 'alta'].includes(confidence) && ` (${words.unverified})`}.
                </p>
              ))}
            </div>
          )}
          <div className="g-span-3">
            <TextField
              id="weightKg"
              label={words.weight}
              hint={
                weight === null
                  ? words.noWeight
                  : words.lastWeight(shownAmount(weight.weightKg, null), shownDay(weight.on))
              }
              inputMode="decimal"
              width="short"
              error={refusedAt(refused, 'weightKg')}
              value={values.weightKg}
              onChange={({ target }) => set({ weightKg: target.value })}
            />
          </div>
          <div className="g-span-3">
            <TextField
              id="targetScore"
              label={words.targetOf}
              hint={words.targetHint}
              inputMode="numeric"
              width="short"
              error={refusedAt(refused, 'targetScore')}
              value={values.targetScore}
              onChange={({ target }) => set({ targetScore: target.value })}
            />
          </div>
          <div className="g-span-3">
            <DateField
              id="reviewOn"
              label={words.review}
              hint={words.futureDay}
              error={refusedAt(refused, 'reviewOn')}
              value={values.reviewOn}
              onChange={(reviewOn) => set({ reviewOn })}
            />
          </div>
          <div className="g-span-3">
            <SelectField
              id="opioidStatus"
              label={words.opioidStatus}
              empty={words.byRecord}
              value={values.opioidStatus}
              onChange={({ target }) => set({ opioidStatus: target.value })}
              choices={opioidStatuses.map((value) => ({ value, label: saidCode(value) }))}
            />
          </div>
        </div>
      </Card>
      <Card title={words.orders}>
        <div className="g-stack">
          {values.orders.map((order, index) => (
            <OrderFields
              key={order.key}
              index={index}
              values={values}
              who={who}
              facts={facts}
              questions={questions}
              refused={refused}
              onChange={(change, mended) => form.setOrder(index, change, mended)}
              onRemove={() => form.setOrders(values.orders.filter((one) => one.key !== order.key))}
            />
          ))}
          <div className="g-relief-actions">
            <Button icon="pencil" onClick={() => form.setOrders([...values.orders, emptyOrder()])}>
              {words.addOrder}
            </Button>
          </div>
          {lacksLaxative && (
            <Banner tone="warning" title={words.laxativeTitle}>
              <div className="g-stack">
                <p>{words.laxativeText}</p>
                <TextField
                  id="noBowelProphylaxisReason"
                  label={words.noLaxative}
                  maxLength={300}
                  error={refusedAt(refused, 'noBowelProphylaxisReason')}
                  value={values.noLaxative}
                  onChange={({ target }) => set({ noLaxative: target.value }, ['noBowelProphylaxisReason'])}
                />
              </div>
            </Banner>
          )}
        </div>
      </Card>
      <Card title={words.measures}>
        <div className="g-stack">
          <FieldGroup label={words.measures} optional>
            <div className="g-choices g-relief-measures">
              {nonDrugMeasures.map((one) => (
                <Checkbox
                  key={one}
                  label={words[`measure-${one}`]}
                  checked={values.measures.includes(one)}
                  onChange={({ target }) =>
                    set({
                      measures: target.checked
                        ? [...values.measures, one]
                        : values.measures.filter((other) => other !== one),
                    })
                  }
                />
              ))}
            </div>
          </FieldGroup>
          <TextField
            id="note"
            label={words.note}
            optional
            maxLength={500}
            error={refusedAt(refused, 'note')}
            value={values.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </div>
      </Card>
      <PlanReasons asked={form.asked} values={values} refused={refused} onChange={form.explain} />
      <div className="g-relief-actions">
        <Button
          type="submit"
          kind="primary"
          data-save
          busy={form.saving}
          busyWords={form.waiting ? shared.draftWaiting : shared.draftSaving}
        >
          {form.asked.length > 0 ? words.savePlanWithReasons : words.savePlan}
        </Button>
        <ButtonLink kind="quiet" href={record}>
          {shared.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
