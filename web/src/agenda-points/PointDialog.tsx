import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AgendaPoint, AgendaPointEdit } from 'shared/agenda-points'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { Identified, identifies, saidOf } from '../identity/Identified'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { longDay } from '../time'
import { pointWords } from '../words/agenda-points'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sessions } from '../working-group/api'
import { decidePoint } from './api'

export type Decision = 'schedule' | 'answer' | 'decline'

/** What becomes of a point: a session, an answer, or a reason. Families read it. */
export function PointDialog({
  point,
  decision,
  onSaved,
  onClose,
}: {
  point: AgendaPoint
  decision: Decision
  onSaved: () => void
  onClose: () => void
}) {
  const words = useWords(pointWords)
  const shared = useWords(common)
  const form = useForm(`point/${point.id}/${decision}`, { sessionId: point.sessionId ?? '', answer: '' })
  const decide = useMutation(decidePoint(point.id))
  const client = useQueryClient()
  const [stale, setStale] = useState(false)
  const titles = { schedule: words.scheduleTitle, answer: words.answerTitle, decline: words.declineTitle }
  const texts = { schedule: words.scheduleText, answer: words.answerText, decline: words.declineText }

  function refuse(problems: readonly FieldProblem[]) {
    form.refuse(problems)
    if (problems[0]) document.getElementById(`point-${problems[0].pointer.slice(2)}`)?.focus()
  }

  function save(said = saidOf(decide)) {
    const { sessionId, answer } = form.values
    const body =
      decision === 'schedule'
        ? { status: 'scheduled', sessionId: sessionId || undefined }
        : {
            status: decision === 'answer' ? 'answered' : 'declined',
            answer,
            ...said,
          }
    const parsed = AgendaPointEdit.safeParse(body)
    if (!parsed.success) return refuse(refusals(AgendaPointEdit, body))
    decide.mutate(
      { body: parsed.data, version: point.version },
      {
        onSuccess: () => {
          form.clear()
          onSaved()
          onClose()
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          if (error.status === 400) refuse(error.errors)
          if (error.status !== 412) return
          setStale(true)
          void client.invalidateQueries({ queryKey: ['agenda-points'] })
        },
      },
    )
  }

  return (
    <Dialog
      title={titles[decision]}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={decide.isPending} busyWords={words.saving} onClick={() => save()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <blockquote className="g-point-text">{point.text}</blockquote>
        <p>{texts[decision]}</p>
        {stale ? (
          <Banner tone="warning" title={words.staleTitle}>
            {words.staleText}
          </Banner>
        ) : (
          decide.error && !identifies(decide.error) && <Banner tone="error">{say(codeOf(decide.error))}</Banner>
        )}
        <Identified sending={decide} onSaid={save} />
        {decision === 'schedule' ? (
          <SessionField
            error={refusedAt(form.refused, 'sessionId')}
            value={form.values.sessionId}
            onChange={(sessionId) => form.set({ sessionId })}
          />
        ) : (
          <TextAreaField
            id="point-answer"
            label={decision === 'decline' ? words.reason : words.answer}
            maxLength={2000}
            error={refusedAt(form.refused, 'answer')}
            value={form.values.answer}
            onChange={({ target }) => form.set({ answer: target.value })}
          />
        )}
      </div>
    </Dialog>
  )
}

/** Sessions whose minutes are not published yet, the latest first. */
function SessionField({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (sessionId: string) => void
}) {
  const words = useWords(pointWords)
  const query = useInfiniteQuery(sessions)
  const open = query.data?.pages.flatMap(({ items }) => items).filter(({ publishedAt }) => publishedAt === null)
  if (open?.length === 0) return <Banner tone="info">{words.noSession}</Banner>
  return (
    <SelectField
      id="point-sessionId"
      label={words.session}
      error={error === undefined ? undefined : error === 'required' ? 'not-chosen' : error}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      choices={(open ?? []).map(({ id, number, heldOn }) => ({
        value: id,
        label: `${words.inSession(number)}, ${longDay(heldOn)}`,
      }))}
    />
  )
}
