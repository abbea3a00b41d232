import type { Patient } from 'shared/patients'
import { lastingKinds, NewProcedure, type Procedure, ProcedureEdit } from 'shared/procedures'
import { type ProcedureKind, procedureKinds } from 'shared/treatment'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { FactDialog } from '../facts/FactDialog'
import { useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { shownDay } from '../time'
import { useWords } from '../words/define'
import { procedures as procedureWords } from '../words/procedures'
import { type DetailField, detailFields, detailsOf, isAsked, saidDetails, typedDetails } from './fields'

type Values = {
  kind: ProcedureKind | ''
  performedOn: string
  endedOn: string
  note: string
  details: Readonly<Record<string, string>>
}

const emptyValues: Values = { kind: '', performedOn: '', endedOn: '', note: '', details: {} }

/** A new procedure, or what is known only later of a recorded one: its kind and first day stay. */
export function ProcedureDialog({
  patient,
  procedure,
  onClose,
}: {
  patient: Patient
  procedure: Procedure | undefined
  onClose: () => void
}) {
  const words = useWords(procedureWords)
  const form = useFactForm<Values>({
    draft: procedure ? `procedure/${procedure.id}/${procedure.version}` : `procedure/${patient.id}`,
    initial: procedure ? fromProcedure(procedure) : emptyValues,
    schema: procedure ? ProcedureEdit : NewProcedure,
    bodyOf: (values) => (procedure ? editOf(procedure, values) : bodyOf(values)),
    place: { patientId: patient.id, part: 'procedures', id: procedure?.id },
    version: procedure?.version,
    onSaved: onClose,
  })
  const { values, set, setIn, refused } = form
  const { kind } = values
  const days = {
    performedOn: kind === 'radiotherapy' ? words.startedOn : kind === 'catheter' ? words.placedOn : words.performedOn,
    endedOn: kind === 'radiotherapy' ? words.lastFraction : kind === 'catheter' ? words.removedOn : words.endedOn,
  }
  const labelOf = (path: string) => {
    const name = path.replace('details/', '')
    const fields = kind === '' ? [] : detailFields[kind]
    const field = fields.find((it) => it.name === name)
    if (field) return String(words[field.name])
    return path === 'performedOn' || path === 'endedOn' ? days[path] : path === 'note' ? words.note : words.kind
  }
  return (
    <FactDialog
      title={
        procedure ? words.completeTitle(words.named(words[procedure.kind], shownDay(procedure.performedOn))) : words.add
      }
      form={form}
      labelOf={labelOf}
      showCurrent={(current) =>
        'kind' in current && (
          <p>
            {saidDetails(words, current.kind, current.details)}
            {current.endedOn && ` · ${days.endedOn}: ${shownDay(current.endedOn)}`}
            {current.note && ` · ${current.note}`}
          </p>
        )
      }
      onClose={onClose}
    >
      {!procedure && (
        <RadioGroup
          id="kind"
          name="kind"
          label={words.kind}
          row
          error={refusedAt(refused, 'kind')}
          value={kind}
          onChange={({ target }) => set({ kind: procedureKinds.find((it) => it === target.value) ?? '', details: {} })}
          choices={procedureKinds.map((value) => ({ value, label: words[value] }))}
        />
      )}
      {kind !== '' && (
        <>
          {!procedure && (
            <div className="g-span-6">
              <DateField
                id="performedOn"
                label={days.performedOn}
                error={refusedAt(refused, 'performedOn')}
                value={values.performedOn}
                onChange={(performedOn) => set({ performedOn })}
              />
            </div>
          )}
          {lastingKinds.includes(kind) && (
            <div className="g-span-6">
              <DateField
                id="endedOn"
                label={days.endedOn}
                optional
                error={refusedAt(refused, 'endedOn')}
                value={values.endedOn}
                onChange={(endedOn) => set({ endedOn })}
              />
            </div>
          )}
          {detailFields[kind]
            .filter((field) => isAsked(field, values.details))
            .map((field) => (
              <div className={field.type === 'text' ? undefined : 'g-span-6'} key={field.name}>
                <Detail
                  field={field}
                  value={values.details[field.name] ?? ''}
                  error={refusedAt(refused, `details/${field.name}`)}
                  onChange={(value) => setIn('details', { [field.name]: value })}
                />
              </div>
            ))}
          <TextAreaField
            id="note"
            label={words.note}
            optional
            rows={2}
            maxLength={500}
            error={refusedAt(refused, 'note')}
            value={values.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </>
      )}
    </FactDialog>
  )
}

function Detail({
  field,
  value,
  error,
  onChange,
}: {
  field: DetailField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const words = useWords(procedureWords)
  const name = String(words[field.name])
  const shared = {
    id: `details-${field.name}`,
    label: field.unit === undefined ? name : `${name} (${field.unit})`,
    optional: field.optional ?? false,
    error,
    value,
  }
  if (field.type === 'choice' || field.type === 'yes-no')
    return (
      <SelectField
        {...shared}
        onChange={({ target }) => onChange(target.value)}
        choices={(field.type === 'choice' ? field.choices : (['yes', 'no'] as const)).map((choice) => ({
          value: choice,
          label: String(words[choice]),
        }))}
      />
    )
  return (
    <TextField
      {...shared}
      {...(field.type === 'number' && { inputMode: 'decimal', width: 'short' })}
      maxLength={200}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

const bodyOf = ({ kind, performedOn, endedOn, note, details }: Values) => ({
  kind: kind || undefined,
  performedOn: performedOn || undefined,
  note: note.trim() || null,
  ...(kind !== '' && { details: detailsOf(kind, details) }),
  ...(kind !== '' && lastingKinds.includes(kind) && { endedOn: endedOn || null }),
})

/** Only what was changed: what somebody else added meanwhile stands. */
function editOf(procedure: Procedure, values: Values): Record<string, unknown> {
  const before = bodyOf(fromProcedure(procedure))
  const now = bodyOf(values)
  const details = Object.entries(now.details ?? {}).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.details?.[name]),
  )
  return {
    ...(now.note !== before.note && { note: now.note }),
    ...(now.endedOn !== before.endedOn && { endedOn: now.endedOn }),
    ...(details.length > 0 && { details: Object.fromEntries(details) }),
  }
}

const fromProcedure = ({ kind, performedOn, endedOn, note, details }: Procedure): Values => ({
  kind,
  performedOn,
  endedOn: endedOn ?? '',
  note: note ?? '',
  details: typedDetails(details),
})
