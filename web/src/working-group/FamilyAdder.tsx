import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { NewAttendance } from 'shared/attendances'
import { type FamilyRelation, familyRelations } from 'shared/working-group'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { attendanceWords } from '../words/sessions'
import { familyRelationWords } from '../words/working-group'
import { recordAttendance } from './api'

/** First names one after another: Enter notes one, the box empties, and the relation stays. */
export function FamilyAdder({ sessionId, onAdded }: { sessionId: string; onAdded: (who: string) => void }) {
  const words = useWords(attendanceWords)
  const relations = useWords(familyRelationWords)
  const form = useForm(`session/${sessionId}/family`, { givenName: '', relation: 'mother' as FamilyRelation })
  const record = useMutation(recordAttendance(sessionId))
  const { givenName, relation } = form.values

  function add(said = saidOf(record)) {
    if (record.isPending) return
    const body = { givenName, relation, ...said }
    const wrong = refusals(NewAttendance, body)
    form.refuse(wrong)
    document.getElementById('attendance-givenName')?.focus()
    const parsed = NewAttendance.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    record.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear({ givenName: '', relation }) // the next one of the same name is another person, with a key of their own
          onAdded(givenName)
        },
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }

  const error = refusedAt(form.refused, 'givenName')
  return (
    <form
      className="g-stack g-no-print"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        add()
      }}
    >
      <Identified sending={record} onSaid={add} />
      {record.error && error === undefined && <Banner tone="error">{say(codeOf(record.error))}</Banner>}
      <div className="g-adder">
        <TextField
          id="attendance-givenName"
          label={words.givenName}
          hint={words.givenNameHint}
          translate="no"
          maxLength={40}
          error={error}
          value={givenName}
          onChange={({ target }) => form.set({ givenName: target.value })}
        />
        <SelectField
          label={words.relation}
          empty={false}
          value={relation}
          onChange={({ target }) => form.set({ relation: target.value as FamilyRelation })} // one of the choices
          choices={familyRelations.map((value) => ({ value, label: relations[value] }))}
        />
      </div>
      <div className="g-row">
        <Button type="submit" busy={record.isPending} busyWords={words.saving}>
          {words.addFamily}
        </Button>
      </div>
    </form>
  )
}
