import { useMutation } from '@tanstack/react-query'
import { type GroupPost, NewHolder } from 'shared/working-group-posts'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Dialog } from '../design/Dialog'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { postWords } from '../words/sessions'
import { nameHolder } from './api'
import { postText } from './place'

/** Names who holds a post from a day on; the former ends on the day before. */
export function HolderDialog({ post, onClose }: { post: GroupPost; onClose: () => void }) {
  const words = useWords(postWords)
  const shared = useWords(common)
  const form = useForm(`post/${post.id}/holder`, { name: '', startsOn: today() })
  const hold = useMutation(nameHolder(post.id))
  const { values, refused } = form

  function save(said = saidOf(hold)) {
    const body = { ...values, ...said }
    const wrong = refusals(NewHolder, body)
    form.refuse(wrong)
    const [first] = wrong
    if (first) document.getElementById(`holder-${first.pointer.slice(2)}`)?.focus()
    const parsed = NewHolder.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    hold.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          onClose()
        },
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }

  return (
    <Dialog
      title={words.holderTitle(postText(post))}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={hold.isPending} busyWords={words.saving} onClick={() => save()}>
            {words.holderSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.holderText}</p>
        {hold.error && refused.length === 0 && <Banner tone="error">{say(codeOf(hold.error))}</Banner>}
        <Identified sending={hold} onSaid={save} />
        <TextField
          id="holder-name"
          label={words.holderName}
          translate="no"
          maxLength={120}
          error={refusedAt(refused, 'name')}
          value={values.name}
          onChange={({ target }) => form.set({ name: target.value })}
        />
        <DateField
          id="holder-startsOn"
          label={words.startsOn}
          error={refusedAt(refused, 'startsOn')}
          value={values.startsOn}
          onChange={(startsOn) => form.set({ startsOn })}
        />
      </div>
    </Dialog>
  )
}
