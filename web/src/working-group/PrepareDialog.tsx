import { useMutation } from '@tanstack/react-query'
import { NewSession } from 'shared/working-group-sessions'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { Recovered } from '../design/Recovered'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, identifies, saidOf } from '../identity/Identified'
import { addressOf, paths } from '../paths'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sessionWords } from '../words/sessions'
import { prepareSession } from './api'
import { MeetingFields, meetingBody } from './MeetingFields'

const order = ['number', 'heldOn', 'startsAt', 'mode', 'topic', 'place', 'link']

/** A session with the next number and the usual agenda; its page opens. */
export function PrepareDialog({ next, onClose }: { next: number; onClose: () => void }) {
  const words = useWords(sessionWords)
  const shared = useWords(common)
  const empty = { number: String(next), heldOn: '', startsAt: '18:00', mode: 'virtual', topic: '', place: '', link: '' }
  const form = useForm('session/new', empty)
  const prepare = useMutation(prepareSession)
  const [, navigate] = useLocation()
  const { values, refused } = form

  function refuse(problems: readonly FieldProblem[]) {
    form.refuse(problems)
    const [first] = [...problems].sort((a, b) => order.indexOf(a.pointer.slice(2)) - order.indexOf(b.pointer.slice(2)))
    if (first) document.getElementById(`session-${first.pointer.slice(2)}`)?.focus()
  }

  function save(said = saidOf(prepare)) {
    const number = values.number.trim() === '' ? undefined : Number(values.number)
    const body = { ...meetingBody(values), ...(number !== undefined && { number }), ...said }
    const wrong = Number.isNaN(number) ? [{ pointer: '#/number', code: 'number-shape' }] : refusals(NewSession, body)
    const parsed = NewSession.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return refuse(wrong)
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    prepare.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: ({ id }) => {
          form.clear()
          onClose()
          navigate(addressOf(paths.session, { sessionId: id }))
        },
        onError: (error) => error instanceof Problem && refuse(error.errors),
      },
    )
  }

  return (
    <Dialog
      title={words.prepareTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={prepare.isPending} busyWords={words.saving} onClick={() => save()}>
            {words.prepareSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.prepareText}</p>
        {form.recovered && <Recovered onStartAgain={() => form.clear(empty)} />}
        {prepare.error && !identifies(prepare.error) && <Banner tone="error">{say(codeOf(prepare.error))}</Banner>}
        <Identified sending={prepare} onSaid={save} />
        <TextField
          id="session-number"
          label={words.numberField}
          hint={words.numberHint}
          width="short"
          inputMode="numeric"
          error={refusedAt(refused, 'number')}
          value={values.number}
          onChange={({ target }) => form.set({ number: target.value })}
        />
        <MeetingFields values={values} set={form.set} refused={refused} />
      </div>
    </Dialog>
  )
}
