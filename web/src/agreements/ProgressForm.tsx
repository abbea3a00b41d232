import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type AgreementDetail, NewProgress, pendingAgreements } from 'shared/agreements'
import { agreementStatuses } from 'shared/working-group'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, identifies, saidOf } from '../identity/Identified'
import { useReach } from '../network/HospitalField'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { tellProgress } from './api'
import { EvidenceFields, type EvidenceKind, evidenceIn } from './EvidenceFields'

const empty = { text: '', status: '', dueOn: '', evidenceKind: '' as EvidenceKind | '', evidence: '' }

/** Tells how it goes. What is saved stays as it is, so nothing is prefilled but the words still being typed. */
export function ProgressForm({ agreement, onTold }: { agreement: AgreementDetail; onTold: () => void }) {
  const words = useWords(agreementWords)
  const { national } = useReach()
  const form = useForm(`agreement/${agreement.id}/progress`, empty)
  const tell = useMutation(tellProgress(agreement.id))
  const { values, refused } = form
  const pending = pendingAgreements.includes(agreement.status)
  const moves = pending || national
  const evidence = evidenceIn(values.evidenceKind, values.evidence)

  function refuse(problems: readonly FieldProblem[]) {
    const found = problems.map((it) => (it.pointer.startsWith('#/evidence') ? { ...it, pointer: '#/evidence' } : it))
    form.refuse(found)
    if (found[0]) document.getElementById(`progress-${found[0].pointer.slice(2)}`)?.focus()
  }

  function save(said = saidOf(tell)) {
    const body = {
      text: values.text,
      ...(values.status !== '' && { status: values.status }),
      ...(values.dueOn !== '' && { dueOn: values.dueOn }),
      ...(evidence !== undefined && { evidence }),
      ...said,
    }
    const parsed = NewProgress.safeParse(body)
    if (!parsed.success) return refuse(refusals(NewProgress, body))
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    tell.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          onTold()
        },
        onError: (error) => error instanceof Problem && error.status === 400 && refuse(error.errors),
      },
    )
  }

  return (
    <div className="g-no-print">
      <Card title={words.tell}>
        <form
          className="g-stack"
          key={form.round}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            save()
          }}
        >
          <p>{words.tellText}</p>
          {!moves && <Banner tone="info">{words.closedNote}</Banner>}
          {tell.error && !identifies(tell.error) && <Banner tone="error">{say(codeOf(tell.error))}</Banner>}
          <Identified sending={tell} onSaid={save} />
          <TextAreaField
            id="progress-text"
            label={values.status === 'withdrawn' ? words.textWithdrawn : words.text}
            hint={words.tellFamilies}
            maxLength={2000}
            error={refusedAt(refused, 'text')}
            value={values.text}
            onChange={({ target }) => form.set({ text: target.value })}
          />
          {moves && (
            <div className="g-agreement-filters">
              <SelectField
                id="progress-status"
                label={words.newStatus}
                empty={words.sameStatus}
                error={refusedAt(refused, 'status')}
                value={values.status}
                onChange={({ target }) => form.set({ status: target.value }, ['status', 'text', 'dueOn'])}
                choices={agreementStatuses
                  .filter((status) => status !== agreement.status)
                  .map((value) => ({ value, label: words[value] }))}
              />
              <DateField
                id="progress-dueOn"
                label={words.moveDue}
                hint={words.moveDueHint}
                optional
                error={refusedAt(refused, 'dueOn')}
                value={values.dueOn}
                onChange={(dueOn) => form.set({ dueOn })}
              />
            </div>
          )}
          <EvidenceFields
            kind={values.evidenceKind}
            value={values.evidence}
            error={refusedAt(refused, 'evidence')}
            onChange={(evidenceKind, value) => form.set({ evidenceKind, evidence: value })}
          />
          <div className="g-row">
            <Button type="submit" kind="primary" busy={tell.isPending} busyWords={words.saving}>
              {words.tellSave}
            </Button>
          </div>
        </form>
      </Card>
    </div>
  )
}
