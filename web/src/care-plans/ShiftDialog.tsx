import { daysBetween } from 'shared/calendar-day'
import type { CarePlan, ReplanPreview } from 'shared/care-plans'
import { DataTable } from '../design/DataTable'
import { DateField } from '../design/DateField'
import { refusedAt, useForm } from '../form'
import { medicationName, useMedications } from '../medications/api'
import { longDay, shownDay, today } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { amountText } from './dose-text'
import { ReplanFrame } from './ReplanFrame'
import { emptyReplan, useReplanning } from './replanning'

const idPrefix = 'shift-'
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Day of the next dose that waits, also of one that is late; undefined where nothing is left to move. */
export const nextDay = ({ administrations }: CarePlan): string | undefined =>
  administrations
    .filter(({ status }) => status === 'planned')
    .map(({ plannedOn }) => plannedOn)
    .sort()[0]

/** Another day for the next dose, and all that is left with it: old day beside new before it is confirmed. */
export function ShiftDialog({ plan, next, onClose }: { plan: CarePlan; next: string; onClose: () => void }) {
  const words = useWords(carePlanWords)
  const form = useForm(`care-plan-shift/${plan.id}`, { day: next, ...emptyReplan })
  const { day } = form.values
  const shiftDays = isDay(day) ? daysBetween(next, day) : undefined
  const other = shiftDays !== undefined && shiftDays !== 0
  const own = isDay(day) ? [] : [{ pointer: '#/shiftDays', code: 'date-unreadable' }]
  const facts = { ...(shiftDays !== undefined && { shiftDays }) }
  const replanning = useReplanning({ plan, form, facts, other, own, idPrefix, onSaved: onClose })
  const tooFar = shiftDays !== undefined && Math.abs(shiftDays) > 365 ? 'shift-too-far' : undefined
  return (
    <ReplanFrame
      title={words.shift}
      text={words.shiftText}
      wait={words.shiftWait}
      form={form}
      replanning={replanning}
      other={other && tooFar === undefined}
      idPrefix={idPrefix}
      fields={
        <div className="g-span-8">
          <DateField
            id={`${idPrefix}shiftDays`}
            label={words.shiftDay}
            hint={words.shiftDayHint(longDay(next))}
            error={refusedAt(form.refused, 'shiftDays') ?? tooFar}
            warning={other && tooFar === undefined && day < today() ? words.shiftPast : undefined}
            value={day}
            onChange={(now) => form.set({ day: now }, ['shiftDays'])}
          />
        </div>
      }
      changes={replanning.preview && <Moves preview={replanning.preview} shiftDays={shiftDays ?? 0} />}
      onClose={onClose}
    />
  )
}

/** A line for each day that moves, with what is given on it; a dose that an age changes is said with its new amount. */
function Moves({ preview, shiftDays }: { preview: ReplanPreview; shiftDays: number }) {
  const words = useWords(carePlanWords)
  const known = useMedications()
  const { changes, unchanged, untouched } = preview
  const days = byDay(changes)
  return (
    <div className="g-stack">
      <p>
        <strong>{words.shiftBy(shiftDays)}</strong>
      </p>
      <DataTable
        caption={words.moves(changes.length)}
        copy={false}
        pageLength={20}
        rows={days}
        rowKey={({ before }) => before}
        empty={{ title: words.noChange }}
        columns={[
          { key: 'before', header: words.before, title: true, cell: (it) => shownDay(it.before) },
          { key: 'after', header: words.after, cell: (it) => <strong>{shownDay(it.after)}</strong> },
          {
            key: 'medications',
            header: words.medication,
            cell: (it) =>
              it.changes.map((change) => saidOf(change, medicationName(known, change.medication))).join(', '),
          },
        ]}
      />
      <p>{words.untouched(unchanged, untouched)}</p>
    </div>
  )
}

type Change = ReplanPreview['changes'][number]

const saidOf = ({ before, after, unit }: Change, name: string) =>
  before.plannedDose === after.plannedDose
    ? name
    : `${name} (${amountText(before.plannedDose, unit)} → ${amountText(after.plannedDose, unit)})`

function byDay(changes: readonly Change[]): { before: string; after: string; changes: Change[] }[] {
  const days = new Map<string, { before: string; after: string; changes: Change[] }>()
  for (const change of changes) {
    const { before, after } = change
    const day = days.get(before.plannedOn) ?? { before: before.plannedOn, after: after.plannedOn, changes: [] }
    days.set(before.plannedOn, { ...day, changes: [...day.changes, change] })
  }
  return [...days.values()].sort((a, b) => a.before.localeCompare(b.before))
}
