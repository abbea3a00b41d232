import { useMutation } from '@tanstack/react-query'
import { type PostKind, postKinds } from 'shared/working-group'
import { NewPost } from 'shared/working-group-posts'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { postWords } from '../words/sessions'
import { postKindWords } from '../words/working-group'
import { createPost } from './api'
import { candidatesOf, PlaceField, WhichOffice } from './PlaceField'
import { noPlace, type PlaceValue, placeBody } from './place'

type Values = { kind: PostKind | ''; name: string; place: PlaceValue }

/** A post at a hospital, at an OOAD or of the whole institute. */
export function NewPostDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(postWords)
  const kinds = useWords(postKindWords)
  const shared = useWords(common)
  const form = useForm<Values>('post/new', { kind: '', name: '', place: noPlace })
  const create = useMutation(createPost)
  const { kind, name, place } = form.values
  const candidates = candidatesOf(create.error)

  function save(chosen: PlaceValue, said = saidOf(create)) {
    const body = { kind, name, ...placeBody(chosen), ...said }
    const wrong = refusals(NewPost, body).map((it) =>
      it.pointer === '#/kind' && kind === '' ? { ...it, code: 'required' } : it,
    )
    form.refuse(wrong)
    const [first] = wrong
    if (first) document.getElementById(`post-${first.pointer.slice(2)}`)?.focus()
    const parsed = NewPost.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    create.mutate(
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

  const failure = create.error && candidates === null && form.refused.length === 0 ? create.error : undefined
  return (
    <Dialog
      title={words.newTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={create.isPending} busyWords={words.saving} onClick={() => save(place)}>
            {words.create}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {failure && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <Identified sending={create} onSaid={(said) => save(place, said)} />
        <SelectField
          id="post-kind"
          label={words.kind}
          error={refusedAt(form.refused, 'kind')}
          value={kind}
          onChange={({ target }) => form.set({ kind: target.value as PostKind | '' })} // one of the choices
          choices={postKinds.map((value) => ({ value, label: kinds[value] }))}
        />
        <TextField
          id="post-name"
          label={words.name}
          hint={words.nameHint}
          maxLength={120}
          error={refusedAt(form.refused, 'name')}
          value={name}
          onChange={({ target }) => form.set({ name: target.value })}
        />
        <PlaceField
          id="post-place"
          label={words.placeField}
          hint={words.placeHint}
          optional
          error={refusedAt(form.refused, 'ooadText') ?? refusedAt(form.refused, 'organizationId')}
          value={place}
          onChange={(next) => {
            create.reset()
            form.set({ place: next }, ['ooadText', 'organizationId'])
          }}
        />
        {candidates && (
          <WhichOffice
            text={place.typed}
            candidates={candidates}
            onChoose={(chosen) => {
              form.set({ place: chosen })
              save(chosen)
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
