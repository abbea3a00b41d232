import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { NewAttendance } from 'shared/attendances'
import { type PostKind, postKinds } from 'shared/working-group'
import type { GroupPost } from 'shared/working-group-posts'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Combobox } from '../design/Combobox'
import type { Option } from '../design/combobox-option'
import { Disclosure } from '../design/Disclosure'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { attendanceWords, postWords } from '../words/sessions'
import { postKindWords } from '../words/working-group'
import { findPosts, recordAttendance } from './api'
import { candidatesOf, PlaceField, WhichOffice } from './PlaceField'
import { noPlace, type PlaceValue, placeBody, postText } from './place'

const optionOf = (post: GroupPost): Option => {
  const holder = post.holders[0]?.name
  return { code: post.id, label: postText(post), silent: true, ...(holder !== undefined && { detail: holder }) }
}

/** What a post of a kind is called unless somebody says otherwise: a name that minutes print, so in Spanish. */
const titleOf = (kind: PostKind) => (kind === 'ooad' ? attendanceWords.es.officeHead : postKindWords.es[kind])

/** A post is noted as it is chosen, and the box is ready for the next; one that is not listed is said by kind and place. */
export function InstituteAdder({ sessionId, onAdded }: { sessionId: string; onAdded: (who: string) => void }) {
  const words = useWords(attendanceWords)
  const [post, setPost] = useState<PlaceValue>(noPlace)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (round > 0) document.getElementById('attendance-postId')?.focus()
  }, [round])
  const record = useMutation(recordAttendance(sessionId))

  function add(option: Option) {
    if (record.isPending) return
    setPost({ option, typed: '' })
    const body = { postId: option.code }
    record.mutate(
      { body, headers: idempotencyKey(sentOnce(body)) },
      {
        onSuccess: () => {
          setPost(noPlace)
          setRound((times) => times + 1)
          onAdded(option.label)
        },
      },
    )
  }

  return (
    <div className="g-stack g-no-print">
      <Combobox
        key={round} // emptied in place, its list would open over the page
        id="attendance-postId"
        label={words.post}
        hint={words.postHint}
        sure
        error={record.error ? codeOf(record.error) : undefined}
        value={post.option}
        typed={post.typed}
        onTyped={(typed) => typed !== '' && setPost({ option: null, typed })}
        onChange={(option) => {
          if (option !== null) return add(option)
          record.reset()
          setPost(noPlace)
        }}
        search={async (text, signal) => (await findPosts(text, signal)).map(optionOf)}
      />
      <Disclosure title={words.notListed}>
        <NotListed sessionId={sessionId} onAdded={onAdded} />
      </Disclosure>
    </div>
  )
}

/** By kind and place in words: "Guadalajara" is Jalisco; "Veracruz" is asked about. */
function NotListed({ sessionId, onAdded }: { sessionId: string; onAdded: (who: string) => void }) {
  const words = useWords(attendanceWords)
  const post = useWords(postWords)
  const kinds = useWords(postKindWords)
  const empty = { kind: 'ooad' as PostKind, name: titleOf('ooad'), place: noPlace }
  const form = useForm<{ kind: PostKind; name: string; place: PlaceValue }>(`session/${sessionId}/post`, empty)
  const record = useMutation(recordAttendance(sessionId))
  const { kind, name, place } = form.values
  const candidates = candidatesOf(record.error)

  function add(chosen: PlaceValue, said = saidOf(record)) {
    if (record.isPending) return
    const body = { postKind: kind, postName: name, ...placeBody(chosen), ...said }
    const wrong = refusals(NewAttendance, body)
    form.refuse(wrong)
    const parsed = NewAttendance.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    record.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: (recorded) => {
          form.clear({ kind, name, place: noPlace })
          onAdded('post' in recorded ? postText({ name: recorded.post, place: recorded.place }) : name)
        },
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }

  const failure = record.error && candidates === null && form.refused.length === 0 ? record.error : undefined
  return (
    <form
      className="g-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        add(place)
      }}
    >
      <p>{words.notListedText}</p>
      {failure && <Banner tone="error">{say(codeOf(failure))}</Banner>}
      <Identified sending={record} onSaid={(said) => add(place, said)} />
      <SelectField
        label={words.kind}
        empty={false}
        value={kind}
        onChange={({ target }) => {
          const next = target.value as PostKind // one of the choices
          form.set({ kind: next, ...(name === titleOf(kind) && { name: titleOf(next) }) })
        }}
        choices={postKinds.map((value) => ({ value, label: kinds[value] }))}
      />
      <TextField
        id="attendance-postName"
        label={words.name}
        hint={post.nameHint}
        maxLength={120}
        error={refusedAt(form.refused, 'postName') ?? refusedAt(form.refused, 'name')}
        value={name}
        onChange={({ target }) => form.set({ name: target.value }, ['postName', 'name'])}
      />
      <PlaceField
        id="attendance-place"
        label={post.placeField}
        hint={post.placeHint}
        optional
        error={refusedAt(form.refused, 'ooadText') ?? refusedAt(form.refused, 'organizationId')}
        value={place}
        onChange={(next) => {
          record.reset()
          form.set({ place: next }, ['ooadText', 'organizationId'])
        }}
      />
      {candidates && (
        <WhichOffice
          text={place.typed}
          candidates={candidates}
          onChoose={(chosen) => {
            form.set({ place: chosen })
            add(chosen)
          }}
        />
      )}
      <div className="g-row">
        <Button type="submit" busy={record.isPending} busyWords={words.saving}>
          {words.addByPlace}
        </Button>
      </div>
    </form>
  )
}
