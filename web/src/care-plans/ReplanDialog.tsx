import type { CarePlan, ReplanPreview } from 'shared/care-plans'
import { DataTable } from '../design/DataTable'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { medicationName, useMedications } from '../medications/api'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'
import { amountText, exact } from './dose-text'
import { readNumber, unreadable } from './plan-values'
import { ReplanFrame } from './ReplanFrame'
import { emptyReplan, useReplanning } from './replanning'

const fields = ['weightKg', 'heightCm'] as const
const idPrefix = 'replan-'

/** Another weight or height: what each dose becomes is seen before it is confirmed; what was given stays. */
export function ReplanDialog({ plan, onClose }: { plan: CarePlan; onClose: () => void }) {
  const words = useWords(carePlanWords)
  const form = useForm(`care-plan-replan/${plan.id}`, {
    ...{ weightKg: String(plan.weightKg), heightCm: String(plan.heightCm), ...emptyReplan },
  })
  const { values } = form
  const facts = { weightKg: readNumber(values.weightKg), heightCm: readNumber(values.heightCm) }
  const other = facts.weightKg !== plan.weightKg || facts.heightCm !== plan.heightCm
  const own = unreadable(values, fields)
  const replanning = useReplanning({ plan, form, facts, other, own, idPrefix, onSaved: onClose })
  return (
    <ReplanFrame
      title={words.recalculate}
      text={words.recalculateText}
      wait={words.recalculateWait}
      form={form}
      replanning={replanning}
      other={other}
      idPrefix={idPrefix}
      fields={fields.map((field) => (
        <div key={field} className="g-span-4">
          <TextField
            id={`${idPrefix}${field}`}
            label={field === 'weightKg' ? words.weight : words.height}
            inputMode="decimal"
            width="short"
            error={refusedAt(form.refused, field)}
            value={values[field]}
            onChange={({ target }) => form.set({ [field]: target.value })}
          />
        </div>
      ))}
      changes={replanning.preview && <Changes preview={replanning.preview} />}
      onClose={onClose}
    />
  )
}

/** Equal changes of one medicine are one line: old dose, new dose, how many. */
function Changes({ preview }: { preview: ReplanPreview }) {
  const words = useWords(carePlanWords)
  const known = useMedications()
  const { bsaM2, changes, unchanged, untouched } = preview
  const lines = grouped(changes)
  return (
    <div className="g-stack">
      <p>
        <strong>{words.surfaceChange(exact(bsaM2.before), exact(bsaM2.after))}</strong>
      </p>
      {changes.length === 0 ? (
        <p>{words.noChange}</p>
      ) : (
        <DataTable
          caption={words.changes(changes.length)}
          copy={false}
          rows={lines}
          rowKey={({ key }) => key}
          empty={{ title: words.noChange }}
          columns={[
            {
              key: 'medication',
              header: words.medication,
              title: true,
              cell: (it) => medicationName(known, it.medication),
            },
            {
              key: 'before',
              header: words.before,
              numeric: true,
              cell: (it) => amountText(it.before.plannedDose, it.unit),
            },
            {
              key: 'after',
              header: words.after,
              numeric: true,
              cell: (it) => <strong>{amountText(it.after.plannedDose, it.unit)}</strong>,
            },
            { key: 'change', header: words.change, numeric: true, cell: (it) => signed(it.percent) },
            { key: 'doses', header: words.doses, numeric: true, cell: (it) => it.times },
          ]}
        />
      )}
      <p>{words.untouched(unchanged, untouched)}</p>
    </div>
  )
}

type Change = ReplanPreview['changes'][number]

function grouped(changes: readonly Change[]): (Change & { key: string; times: number })[] {
  const lines = new Map<string, Change & { key: string; times: number }>()
  for (const change of changes) {
    const key = [change.medication, change.unit, change.before.plannedDose, change.after.plannedDose].join(' ')
    const line = lines.get(key)
    lines.set(key, line ? { ...line, times: line.times + 1 } : { ...change, key, times: 1 })
  }
  return [...lines.values()]
}

/** `percent` is what the new dose is of the old one: 110 is '+10 %'. */
const signed = (percent: number | null) =>
  percent === null ? '—' : `${percent > 100 ? '+' : ''}${exact(Math.round((percent - 100) * 10) / 10)} %`
