import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ConditionPreview, NewCondition } from 'shared/conditions'
import { useLocation } from 'wouter'
import { enterGoesOn } from '../capture'
import { useDebounced } from '../debounced'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { type Saving, SavingStatus } from '../design/states'
import { TextAreaField } from '../design/TextField'
import { asFieldErrors, type Form, firstOfEach, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { PatientBanner } from '../patients/PatientBanner'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useShortcut } from '../shortcuts'
import { common } from '../words/common'
import { conditions as conditionWords, sayRule } from '../words/conditions'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { conditionCheck, recordCondition } from './api'
import { CheckList, Iccc3Line, unlikely } from './Checks'
import { ConditionFields } from './ConditionFields'
import {
  type ConditionValues,
  conditionBody,
  conditionDraft,
  conditionLabel,
  emptyCondition,
  unchosen,
} from './condition-values'
import './ConditionPage.css'

const pause = 300 // ms: the checks follow what one chooses without asking at each letter

export function ConditionPage({ patientId }: { patientId: string }) {
  const words = useWords(conditionWords)
  const shared = useWords(common)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const form = useForm<ConditionValues>(conditionDraft(patientId), emptyCondition)
  const { values } = form
  const record = useMutation(recordCondition(patientId))
  const [, navigate] = useLocation()
  const [asksToConfirm, askToConfirm] = useState(false)
  const [demanded, demand] = useState<readonly string[]>([])
  const body = conditionBody(values)
  const { preview, failed } = usePreview(patientId, body)
  const needed = preview?.needsOverride ?? demanded
  const explained = explanations(values, needed)

  function save(confirmed: boolean) {
    if (record.isPending) return
    const unexplained = needed.filter((rule) => !values.reasons[rule]?.trim())
    const wrong = firstOfEach([
      ...unchosen(values),
      ...refusals(NewCondition, body),
      ...(preview?.errors ?? []),
      ...unexplained.map((rule) => ({ pointer: `#/reasons/${rule}`, code: 'required' })),
    ])
    form.refuse(wrong)
    if (wrong.length > 0) return
    const doubts = preview ? unlikely(preview) : []
    if (doubts.length > 0 && !confirmed) {
      askToConfirm(true)
      return
    }
    const overrides = [
      ...explained,
      ...doubts.map(({ rule }) => ({ rule, reason: values.reasons[rule]?.trim() || words.confirmed })),
    ]
    send(overrides)
  }

  function send(overrides: { rule: string; reason: string }[]) {
    const whole = overrides.length > 0 ? { ...body, overrides } : body
    const sent = sentOnce(whole, form.sent)
    form.send(sent)
    record.mutate(
      { body: whole, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          navigate(addressOf(paths.patient, { patientId }))
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          form.refuse(error.errors)
          const { rules } = error.details // of /problems/needs-override
          if (Array.isArray(rules)) demand(rules.filter((rule) => typeof rule === 'string'))
        },
      },
    )
  }

  const confirming = asksToConfirm && preview && unlikely(preview).length > 0 ? preview : undefined
  useShortcut('Enter', () => save(confirming !== undefined))
  const saving: Saving = record.isPending
    ? { state: record.isPaused ? 'waiting' : 'saving' }
    : { state: form.changed ? 'unsaved' : 'clean' }
  const labelOf = (path: string) => {
    const field = conditionLabel(path)
    return field ? words[field] : sayRule(words, path.replace('reasons/', '')).replace(/\.$/, '')
  }
  const whole = record.error instanceof Problem && record.error.errors.length > 0 ? undefined : record.error
  return (
    <>
      <PageHeader title={words.title} focus={false} />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        {form.recovered && <Recovered onStartAgain={() => form.clear()} />}
        <ErrorSummary errors={asFieldErrors(form.refused, labelOf)} attempt={form.attempt} />
        {whole && form.refused.length === 0 && <Banner tone="error">{say(codeOf(whole))}</Banner>}
        <form
          key={form.round}
          className="g-condition"
          noValidate
          onKeyDown={enterGoesOn}
          onSubmit={(event) => {
            event.preventDefault()
            save(false)
          }}
        >
          <div className="g-stack">
            <Card title={words.part}>
              <ConditionFields
                values={values}
                set={(change) => {
                  askToConfirm(false)
                  form.set(change)
                }}
                refused={form.refused}
                birthDate={patient.birthDate}
              />
            </Card>
            {needed.length > 0 && <Explanations form={form} rules={needed} />}
            {confirming && <Unlikely preview={confirming} busy={record.isPending} onConfirm={() => save(true)} />}
            <div className="g-row">
              {!confirming && (
                <Button type="submit" kind="primary" data-save busy={record.isPending} busyWords={shared.draftSaving}>
                  {words.save}
                </Button>
              )}
              <ButtonLink href={addressOf(paths.patient, { patientId })}>{words.goBack}</ButtonLink>
              <SavingStatus saving={saving} />
            </div>
          </div>
          <Findings preview={preview} failed={failed} values={values} />
        </form>
      </div>
    </>
  )
}

/** Asked only of what the schema accepts; what was answered last stays in view while the next answer comes. */
function usePreview(patientId: string, body: ReturnType<typeof conditionBody>) {
  const rested = useDebounced(body, pause)
  const complete = refusals(NewCondition, rested).length === 0
  const { data, isError } = useQuery({ ...conditionCheck(patientId, rested), enabled: complete })
  return { preview: complete ? data : undefined, failed: complete && isError }
}

function Findings({
  preview,
  failed,
  values,
}: {
  preview: ConditionPreview | undefined
  failed: boolean
  values: ConditionValues
}) {
  const words = useWords(conditionWords)
  const both = values.topography.chosen !== null && values.morphology.chosen !== null
  return (
    <aside className="g-stack" aria-label={words.checks}>
      <Card title={words.iccc3}>
        <div aria-live="polite">
          {preview?.iccc3 ? (
            <Iccc3Line iccc3={preview.iccc3} />
          ) : (
            <p>{both && preview ? words.iccc3None : words.iccc3Needs}</p>
          )}
        </div>
      </Card>
      <Card title={words.checks}>
        <div aria-live="polite">
          {preview ? <CheckList checks={preview.checks} /> : <p>{failed ? words.checksFailed : words.checksWait}</p>}
        </div>
      </Card>
    </aside>
  )
}

/** Not congruent, yet it happens: it passes with a reason that keeps its author. */
function Explanations({ form, rules }: { form: Form<ConditionValues>; rules: readonly string[] }) {
  const words = useWords(conditionWords)
  return (
    <Card title={words.overrideTitle}>
      <div className="g-stack">
        <p>{words.overrideText}</p>
        {rules.map((rule) => (
          <TextAreaField
            key={rule}
            id={`reasons-${rule}`}
            label={words.overrideReason(sayRule(words, rule))}
            hint={words.overrideHint}
            maxLength={500}
            error={form.refused.find(({ pointer }) => pointer === `#/reasons/${rule}`)?.code}
            value={form.values.reasons[rule] ?? ''}
            onChange={({ target }) => form.setIn('reasons', { [rule]: target.value })}
          />
        ))}
      </div>
    </Card>
  )
}

/** A yellow stop that one key passes: the button has the focus. */
function Unlikely({ preview, busy, onConfirm }: { preview: ConditionPreview; busy: boolean; onConfirm: () => void }) {
  const words = useWords(conditionWords)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLButtonElement>('button')?.focus()
  }, [])
  return (
    <div ref={box}>
      <Banner
        tone="warning"
        title={words.unlikelyTitle}
        actions={
          <Button kind="primary" busy={busy} onClick={onConfirm}>
            {words.confirmAndSave}
          </Button>
        }
      >
        <p>{words.unlikelyText}</p>
        <CheckList checks={unlikely(preview)} />
      </Banner>
    </div>
  )
}

const explanations = ({ reasons }: ConditionValues, rules: readonly string[]) =>
  rules.flatMap((rule) => {
    const reason = reasons[rule]?.trim()
    return reason ? [{ rule, reason }] : []
  })
