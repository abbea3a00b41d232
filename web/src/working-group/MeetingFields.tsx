import { type SessionMode, sessionModes } from 'shared/working-group'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { sessionModeWords } from '../words/working-group'

/** Day, hour, way, topic, place and link as they are typed. */
export interface MeetingValues {
  heldOn: string
  startsAt: string
  mode: string
  topic: string
  place: string
  link: string
}

/** The same as a body has them: an emptied box takes the value away. */
export const meetingBody = ({ heldOn, startsAt, mode, topic, place, link }: MeetingValues) => ({
  heldOn: heldOn === '' ? undefined : heldOn,
  startsAt: startsAt.trim() || null,
  mode: mode as SessionMode, // one of the choices
  topic: topic.trim() || null,
  place: place.trim() || null,
  link: link.trim() || null,
})

export function MeetingFields({
  values,
  set,
  refused,
}: {
  values: MeetingValues
  set: (change: Partial<MeetingValues>) => void
  refused: readonly FieldProblem[]
}) {
  const words = useWords(sessionWords)
  const modes = useWords(sessionModeWords)
  const box = (name: 'topic' | 'place' | 'link', hint?: string) => (
    <TextField
      id={`session-${name}`}
      label={words[name]}
      hint={hint}
      optional
      maxLength={name === 'link' ? 500 : 200}
      {...(name === 'link' && { type: 'url', inputMode: 'url', spellCheck: false })}
      error={refusedAt(refused, name)}
      value={values[name]}
      onChange={({ target }) => set({ [name]: target.value })}
    />
  )
  return (
    <>
      <DateField
        id="session-heldOn"
        label={words.heldOn}
        error={refusedAt(refused, 'heldOn')}
        value={values.heldOn}
        onChange={(heldOn) => set({ heldOn })}
      />
      <TextField
        id="session-startsAt"
        label={words.startsAt}
        hint={words.startsAtHint}
        optional
        width="short"
        maxLength={5}
        error={refusedAt(refused, 'startsAt')}
        value={values.startsAt}
        onChange={({ target }) => set({ startsAt: target.value })}
      />
      <RadioGroup
        id="session-mode"
        label={words.mode}
        row
        error={refusedAt(refused, 'mode')}
        value={values.mode}
        onChange={({ target }) => set({ mode: target.value })}
        choices={sessionModes.map((value) => ({ value, label: modes[value] }))}
      />
      {box('topic')}
      {box('place', words.placeHint)}
      {box('link', words.linkHint)}
    </>
  )
}
