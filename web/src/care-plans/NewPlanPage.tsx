import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type CarePlanPreview, NewCarePlan } from 'shared/care-plans'
import type { Condition } from 'shared/conditions'
import { useLocation } from 'wouter'
import { enterGoesOn } from '../capture'
import { conditions as conditionsQuery } from '../conditions/api'
import { useDebounced } from '../debounced'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { type Saving, SavingStatus } from '../design/states'
import { asFieldErrors, firstOfEach, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { PatientBanner } from '../patients/PatientBanner'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useShortcut } from '../shortcuts'
import { shownDay } from '../time'
import { carePlanWords } from '../words/care-plans'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { bodyMeasurements, planPreview, startPlan } from './api'
import { PlanFields } from './PlanFields'
import { lastDay, PreviewPanel, useHighCostNames } from './PreviewPanel'
import { emptyPlan, type PlanValues, planBody, planDraft, planProblems, standing } from './plan-values'
import { confirmed, unanswered } from './reasons'
import { WarningReasons } from './WarningReasons'
import './care-plans.css'

const pause = 300 // ms: the doses follow what one types without asking at each key

/** A protocol begun for a person on one page: fields beside what they come to, then a last look at what is created. */
export function NewPlanPage({ patientId }: { patientId: string }) {
  const words = useWords(carePlanWords)
  const shared = useWords(common)
  const client = useQueryClient()
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const { data: measured } = useSuspenseQuery(bodyMeasurements(patientId))
  const diagnoses = standing(useSuspenseQuery(conditionsQuery(patientId)).data)
  const form = useForm<PlanValues>(planDraft(patientId), emptyPlan(measured, diagnoses))
  const { values } = form
  const start = useMutation(startPlan(patientId))
  const [, navigate] = useLocation()
  const [checking, setChecking] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [asked, ask] = useState<{ body: string; preview: CarePlanPreview }>()
  const body = planBody(values)
  const { preview, failed, asking } = usePreview(patientId, values, diagnoses)
  const confirming = asked?.body === JSON.stringify([body, values.reasons]) ? asked.preview : undefined
  const highCost = useHighCostNames(preview?.highCost ?? [])

  /** Asks the server once more about exactly what is on the form, so that what is confirmed is what will be created. */
  async function save() {
    if (checking || start.isPending) return
    const wrong = firstOfEach([...planProblems(values, diagnoses), ...refusals(NewCarePlan, body)])
    form.refuse(wrong)
    if (wrong.length > 0) return
    setChecking(true)
    setFailure(undefined)
    try {
      const now = await client.fetchQuery({ ...planPreview(patientId, body), staleTime: 0 })
      const open = firstOfEach([...now.errors, ...unanswered(now.warnings, values.reasons)])
      form.refuse(open)
      if (open.length === 0) ask({ body: JSON.stringify([body, values.reasons]), preview: now })
    } catch (error) {
      setFailure(error)
      if (error instanceof Problem) form.refuse(error.errors)
    } finally {
      setChecking(false)
    }
  }

  function send() {
    if (confirming === undefined || start.isPending) return
    const whole = { ...body, ...confirmed(confirming.warnings, values.reasons) }
    const sent = sentOnce(whole, form.sent)
    form.send(sent)
    setFailure(undefined)
    start.mutate(
      { body: whole, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          navigate(`${addressOf(paths.patient, { patientId })}#tratamiento`)
        },
        onError: (error) => {
          ask(undefined)
          setFailure(error)
          if (error instanceof Problem) form.refuse(error.errors)
          // what it stumbled on arose after the last look: it is asked about anew
          void client.invalidateQueries(planPreview(patientId, body))
        },
      },
    )
  }

  useShortcut('Enter', () => (confirming ? send() : void save()))
  const saving: Saving = start.isPending
    ? { state: start.isPaused ? 'waiting' : 'saving' }
    : { state: form.changed ? 'unsaved' : 'clean' }
  const labelOf = (path: string) =>
    path.startsWith('reasons/')
      ? words.reason(say(path.replace('reasons/', ''))).replace(/\.$/, '')
      : (labelsOf(words)[path] ?? path)
  return (
    <>
      <PageHeader title={words.title} focus={false} />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        {form.recovered && <Recovered onStartAgain={() => form.clear()} />}
        <ErrorSummary errors={asFieldErrors(form.refused, labelOf)} attempt={form.attempt} />
        {failure !== undefined && form.refused.length === 0 && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <form
          key={form.round}
          className="g-plan"
          noValidate
          onKeyDown={enterGoesOn}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <div className="g-stack">
            <Card title={words.essentials}>
              <PlanFields
                form={form}
                measured={measured}
                diagnoses={diagnoses}
                highCost={highCost}
                needsFiltration={
                  preview?.errors.some(({ code }) => code === 'filtration-missing') === true ||
                  values.glomerularFiltration !== ''
                }
              />
            </Card>
            <WarningReasons
              warnings={preview?.warnings ?? []}
              reasons={values.reasons}
              refused={form.refused}
              onReason={(code, reason) => form.setIn('reasons', { [code]: reason })}
            />
            {confirming && values.protocol && (
              <Confirm
                preview={confirming}
                text={words.confirmText(
                  values.protocol.label,
                  shownDay(values.startsOn),
                  values.weightKg,
                  values.heightCm,
                )}
                busy={start.isPending}
                onConfirm={send}
              />
            )}
            <div className="g-row">
              {!confirming && (
                <Button type="submit" kind="primary" data-save busy={checking} busyWords={words.previewWorking}>
                  {words.save}
                </Button>
              )}
              <ButtonLink href={addressOf(paths.patient, { patientId })}>{shared.cancel}</ButtonLink>
              <SavingStatus saving={saving} />
            </div>
          </div>
          <aside className="g-stack" aria-label={words.preview}>
            <PreviewPanel preview={preview} failed={failed} asking={asking} />
          </aside>
        </form>
      </div>
    </>
  )
}

/** Asked only of what the schema accepts; what was answered last stays in view while the next answer comes. */
function usePreview(patientId: string, values: PlanValues, diagnoses: readonly Condition[]) {
  const now = { body: planBody(values), sound: planProblems(values, diagnoses).length === 0 }
  const rested = useDebounced(now, pause)
  const complete = rested.sound && refusals(NewCarePlan, rested.body).length === 0
  const { data, isError, isFetching } = useQuery({ ...planPreview(patientId, rested.body), enabled: complete })
  return {
    preview: complete && !isError ? data : undefined,
    failed: complete && isError,
    asking: isFetching || JSON.stringify(now) !== JSON.stringify(rested),
  }
}

/** The last look: how many doses until when. The button has the focus, so that one key does it. */
function Confirm({
  preview,
  text,
  busy,
  onConfirm,
}: {
  preview: CarePlanPreview
  text: string
  busy: boolean
  onConfirm: () => void
}) {
  const words = useWords(carePlanWords)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLButtonElement>('button')?.focus()
  }, [])
  const { administrations: doses } = preview
  return (
    <div ref={box}>
      <Banner
        tone="info"
        title={words.confirmTitle(doses.length, shownDay(lastDay(doses) ?? ''))}
        actions={
          <Button kind="primary" busy={busy} onClick={onConfirm}>
            {words.confirm}
          </Button>
        }
      >
        {text}
      </Banner>
    </div>
  )
}

const labelsOf = (words: typeof carePlanWords.es): Readonly<Record<string, string>> => ({
  conditionId: words.diagnosis,
  protocolVersionId: words.protocol,
  intent: words.intent,
  startsOn: words.startsOn,
  weightKg: words.weight,
  heightCm: words.height,
  bsaFormula: words.formula,
  glomerularFiltration: words.filtration,
  service: words.service,
  authorisationFolio: words.folio,
})
