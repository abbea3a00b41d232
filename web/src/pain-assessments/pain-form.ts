import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { NewPainAssessment, PainAssessment } from 'shared/pain-assessments'
import type { PainScale } from 'shared/pain-scales'
import type { Patient } from 'shared/patients'
import { dropDraft, keepDraft } from '../drafts'
import { warningsOf } from '../facts/fact-form'
import { type Form, useForm } from '../form'
import { sentOnce } from '../http'
import { Problem } from '../problem'
import { today } from '../time'
import { recordPainAssessment } from './api'
import { bodyOf, type Choice, choiceOf, emptySheet, problemsOf, type SheetValues } from './sheet-values'

/** Beyond this the clock of entry is asked: the score may not be of now any more. */
const askTimeAfterMs = 15 * 60_000

export type PainForm = Form<SheetValues> & {
  choice: Choice
  /** Codes of what needs a reason: another scale than the proposed, and what the server asked about. */
  asked: readonly string[]
  /** The score is older than a quarter of an hour and nobody has said of when it is. */
  askingTime: boolean
  /** Saves what stands, with this change. */
  save(change?: Partial<SheetValues>): Promise<void>
  saving: boolean
  failed: unknown
}

/** One assessment on its sheet; what was typed stays over reloads, cuts and errors until it is kept. */
export function usePainForm({
  patient,
  scales,
  followsAdministrationId,
  onSaved,
  onWaiting,
}: {
  patient: Patient
  scales: readonly PainScale[]
  followsAdministrationId: string | undefined
  onSaved: (saved: PainAssessment) => void
  /** It is not saved: the queue holds it, shows it and sends it. */
  onWaiting: () => void
}): PainForm {
  const draft = `pain-assessment/${patient.id}`
  const form = useForm<SheetValues>(draft, emptySheet)
  const record = useMutation(recordPainAssessment(patient.id))
  const [warned, warn] = useState<readonly string[]>([])
  const [failed, fail] = useState<unknown>()
  const [askingTime, askTime] = useState(false)
  const choiceNow = (values: SheetValues) => choiceOf(values, scales, patient.birthDate, today())
  const choice = choiceNow(form.values)
  const asked = askedFor(choice, warned)

  async function save(change: Partial<SheetValues> = {}) {
    if (record.isPending) return
    fail(undefined)
    const values = { ...form.values, ...change }
    const { scale, ...now } = choiceNow(values)
    if (scale === undefined) return form.refuse([{ pointer: '#/scale', code: 'required' }])
    const codes = askedFor({ scale, ...now }, warned)
    const body = bodyOf(values, { scale, canSelfReport: now.canSelfReport }, codes, followsAdministrationId)
    const wrong = problemsOf(values, scale, body, codes)
    if (Object.keys(change).length > 0) form.set(change)
    form.refuse(wrong)
    if (wrong.length > 0) return
    if (values.at === null && !askingTime && isOld(values.scoredAt)) return askTime(true)
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    try {
      const done = await record.mutateAsync({
        body: NewPainAssessment.parse(body),
        clock: values.at === null && !askingTime ? 'pressed' : 'typed',
        key: sent.key,
        onQueued: () => dropDraft(draft), // the queue holds it now: after a reload it is not typed twice
      })
      form.clear()
      warn([])
      askTime(false)
      if (done.state === 'saved') onSaved(PainAssessment.parse(done.answer))
      else onWaiting()
    } catch (error) {
      keepDraft(draft, { values, sent })
      refused(error)
    }
  }

  function refused(error: unknown) {
    if (!(error instanceof Problem)) return fail(error)
    if (error.type === '/problems/needs-confirmation')
      return warn([...new Set([...warned, ...warningsOf(error).map(({ code }) => code)])])
    if (error.errors.length === 0) return fail(error)
    form.refuse(error.errors)
    // a reason that is no longer needed: the next press asks anew
    if (error.errors.some(({ code }) => code === 'override-not-needed')) warn([])
  }

  return {
    ...form,
    choice,
    asked,
    askingTime,
    save,
    saving: record.isPending,
    failed,
  }
}

/** A scale that is not proposed needs its reason from the start, not after a refusal. */
function askedFor({ scale, proposed }: Choice, warned: readonly string[]): readonly string[] {
  const other = scale !== undefined && !proposed.includes(scale)
  return [...new Set([...(other ? ['other-scale'] : []), ...warned])]
}

const isOld = (scoredAt: string | null) => scoredAt !== null && Date.now() - Date.parse(scoredAt) > askTimeAfterMs
