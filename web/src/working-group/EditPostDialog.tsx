import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type GroupPost, PostEdit } from 'shared/working-group-posts'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Dialog } from '../design/Dialog'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { postWords } from '../words/sessions'
import { editPost } from './api'
import { postText } from './place'

/** Mends the name of a post, closes it, or opens it again by emptying its last day. */
export function EditPostDialog({ post: opened, onClose }: { post: GroupPost; onClose: () => void }) {
  const words = useWords(postWords)
  const shared = useWords(common)
  const [post, setPost] = useState(opened)
  const form = useForm(`post/${post.id}/edit`, { name: post.name, closedOn: post.closedOn ?? '' })
  const edit = useMutation(editPost(post.id))
  const { values, refused } = form
  const stale = edit.error instanceof Problem && edit.error.type === '/problems/stale-version'

  function save(said = saidOf(edit)) {
    const body = {
      ...(values.name.trim() !== post.name && { name: values.name }),
      ...(values.closedOn !== (post.closedOn ?? '') && { closedOn: values.closedOn || null }),
    }
    if (Object.keys(body).length === 0) return onClose()
    const parsed = PostEdit.safeParse({ ...body, ...said })
    const wrong = refusals(PostEdit, body)
    form.refuse(wrong)
    const [first] = wrong
    if (first) document.getElementById(`edit-${first.pointer.slice(2)}`)?.focus()
    if (wrong.length > 0 || !parsed.success) return
    edit.mutate(
      { body: parsed.data, version: post.version },
      {
        onSuccess: () => {
          form.clear()
          onClose()
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          if (error.type === '/problems/stale-version') setPost(error.details['current'] as GroupPost) // what 412 carries
          form.refuse(error.errors)
        },
      },
    )
  }

  return (
    <Dialog
      title={words.editTitle(postText(post))}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={edit.isPending} busyWords={words.saving} onClick={() => save()}>
            {words.editSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {stale && <Banner tone="warning">{words.stale}</Banner>}
        {edit.error && !stale && refused.length === 0 && <Banner tone="error">{say(codeOf(edit.error))}</Banner>}
        <Identified sending={edit} onSaid={save} />
        <TextField
          id="edit-name"
          label={words.name}
          hint={stale ? `${words.post}: ${post.name}` : words.nameHint}
          maxLength={120}
          error={refusedAt(refused, 'name')}
          value={values.name}
          onChange={({ target }) => form.set({ name: target.value })}
        />
        <DateField
          id="edit-closedOn"
          label={words.closes}
          hint={words.closesHint}
          optional
          error={refusedAt(refused, 'closedOn')}
          value={values.closedOn}
          onChange={(closedOn) => form.set({ closedOn })}
        />
      </div>
    </Dialog>
  )
}
