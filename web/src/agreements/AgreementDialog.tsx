import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Agreement, AgreementEdit, NewAgreement } from 'shared/agreements'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Checkbox } from '../design/Choices'
import { DateField } from '../design/DateField'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, identifies, saidOf } from '../identity/Identified'
import { ooads } from '../network/api'
import { HospitalField } from '../network/HospitalField'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { agreementWords } from '../words/agreements'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { editAgreement, makeAgreement, sessionAgreements } from './api'
import { PostField } from './PostField'

type Session = { id: string; number: number; heldOn: string }

/** The first "Caso N" that no other agreement of the session has. */
function freeAlias(agreements: readonly Agreement[]): string {
  const used = new Set(agreements.map(({ caseAlias }) => caseAlias?.toLowerCase()))
  for (let n = 1; ; n++) if (!used.has(`caso ${n}`)) return `Caso ${n}`
}

const valuesOf = (it: Agreement | undefined) => ({
  text: it?.text ?? '',
  responsible: it?.postId ?? '',
  hospitalId: it?.place.organizationId ?? '',
  ooadCode: it?.place.ooadCode ?? '',
  dueOn: it?.dueOn ?? '',
  isCase: it !== undefined && it.caseAlias !== null,
  caseAlias: it?.caseAlias ?? '',
})

/** Writes down an agreement of a session, or corrects one that is not published yet. */
export function AgreementDialog({
  session,
  agreement,
  onSaved,
  onClose,
}: {
  session: Session
  /** The one to correct; absent: a new one. */
  agreement?: Agreement
  onSaved?: (code: string) => void
  onClose: () => void
}) {
  const words = useWords(agreementWords)
  const shared = useWords(common)
  const name = agreement === undefined ? `session/${session.id}/agreement` : `agreement/${agreement.id}/edit`
  const form = useForm(name, valuesOf(agreement))
  const make = useMutation(makeAgreement(session.id))
  const edit = useMutation(editAgreement(agreement?.id ?? ''))
  const client = useQueryClient()
  const offices = useQuery(ooads)
  const others = useQuery(sessionAgreements(session.id)).data?.items ?? []
  const [stale, setStale] = useState(false)
  const { values, refused } = form
  const sending = agreement === undefined ? make : edit
  const { error } = sending

  function refuse(problems: readonly FieldProblem[]) {
    form.refuse(problems)
    if (problems[0]) document.getElementById(`agreement-${problems[0].pointer.slice(2)}`)?.focus()
  }

  function save(said = saidOf(sending)) {
    const { text, responsible, hospitalId, ooadCode, dueOn, isCase, caseAlias } = values
    const body = {
      text,
      responsible: responsible || undefined,
      hospitalId: hospitalId || null,
      ooadCode: hospitalId ? null : ooadCode || null, // a hospital stands in one office only
      dueOn: dueOn || undefined,
      caseAlias: isCase ? caseAlias : null,
      ...said,
    }
    const parsed = NewAgreement.safeParse(body)
    if (!parsed.success) return refuse(refusals(NewAgreement, body))
    const done = {
      onSuccess: ({ code }: { code: string }) => {
        form.clear()
        onSaved?.(code)
        onClose()
      },
      onError: (failed: unknown) => {
        if (!(failed instanceof Problem)) return
        if (failed.status === 400) refuse(failed.errors)
        if (failed.status !== 412) return
        setStale(true)
        void client.invalidateQueries({ queryKey: ['agreements'] })
      },
    }
    if (agreement !== undefined)
      return edit.mutate({ body: AgreementEdit.parse(parsed.data), version: agreement.version }, done)
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    make.mutate({ body: parsed.data, headers: idempotencyKey(sent) }, done)
  }

  return (
    <Dialog
      wide
      title={agreement === undefined ? words.addTitle : words.editTitle(agreement.code)}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={sending.isPending} busyWords={words.saving} onClick={() => save()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {stale ? (
          <Banner tone="warning" title={words.staleTitle}>
            {words.staleText}
          </Banner>
        ) : (
          error && !identifies(error) && <Banner tone="error">{say(codeOf(error))}</Banner>
        )}
        <Identified sending={sending} onSaid={save} />
        <TextAreaField
          id="agreement-text"
          label={words.textField}
          hint={words.textFieldHint}
          maxLength={1000}
          error={refusedAt(refused, 'text')}
          value={values.text}
          onChange={({ target }) => form.set({ text: target.value })}
        />
        <PostField
          id="agreement-responsible"
          label={words.post}
          hint={words.postHint}
          error={refusedAt(refused, 'responsible')}
          value={values.responsible}
          onChange={(responsible) => form.set({ responsible })}
        />
        <div className="g-agreement-filters">
          <HospitalField
            id="agreement-hospitalId"
            label={words.hospital}
            optional={!values.isCase}
            empty={words.anyHospital}
            error={refusedAt(refused, 'hospitalId')}
            value={values.hospitalId}
            onChange={(hospitalId) => form.set({ hospitalId })}
          />
          {values.hospitalId === '' && (
            <SelectField
              id="agreement-ooadCode"
              label={words.office}
              optional
              empty={words.noOffice}
              error={refusedAt(refused, 'ooadCode')}
              value={values.ooadCode}
              onChange={({ target }) => form.set({ ooadCode: target.value })}
              choices={(offices.data?.items ?? []).map(({ code, name: office }) => ({ value: code, label: office }))}
            />
          )}
        </div>
        <DateField
          id="agreement-dueOn"
          label={words.dueOn}
          error={refusedAt(refused, 'dueOn')}
          value={values.dueOn}
          onChange={(dueOn) => form.set({ dueOn })}
        />
        <Checkbox
          label={words.isCase}
          hint={words.isCaseHint}
          checked={values.isCase}
          onChange={({ target }) =>
            form.set({ isCase: target.checked, caseAlias: values.caseAlias || freeAlias(others) }, [
              'caseAlias',
              'hospitalId',
            ])
          }
        />
        {values.isCase && (
          <TextField
            id="agreement-caseAlias"
            label={words.alias}
            hint={words.aliasHint}
            width="short"
            maxLength={40}
            error={refusedAt(refused, 'caseAlias')}
            value={values.caseAlias}
            onChange={({ target }) => form.set({ caseAlias: target.value })}
          />
        )}
      </div>
    </Dialog>
  )
}
