import { NewBodyMeasurement, performanceScaleAt } from 'shared/body-measurements'
import { calendarDay } from 'shared/calendar-day'
import type { Patient } from 'shared/patients'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { FactDialog } from '../facts/FactDialog'
import { numberOf, useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { today } from '../time'
import { bodyMeasurements as measurementWords } from '../words/body-measurements'
import { useWords } from '../words/define'

const scores = Array.from({ length: 11 }, (_score, at) => String(100 - at * 10))

type Values = { effectiveOn: string; weightKg: string; heightCm: string; performanceScore: string }

/** Weight, height and performance status of a day, today unless another is typed; the scale follows the age. */
export function MeasurementDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const words = useWords(measurementWords)
  const form = useFactForm<Values>({
    draft: `body-measurement/${patient.id}`,
    initial: { effectiveOn: today(), weightKg: '', heightCm: '', performanceScore: '' },
    schema: NewBodyMeasurement,
    bodyOf: ({ effectiveOn, weightKg, heightCm, performanceScore }) => ({
      effectiveOn: effectiveOn || undefined,
      weightKg: numberOf(weightKg),
      heightCm: numberOf(heightCm),
      performanceScore: numberOf(performanceScore),
    }),
    place: { patientId: patient.id, part: 'body-measurements' },
    onSaved: onClose,
  })
  const { values, set, refused } = form
  const on = calendarDay.safeParse(values.effectiveOn)
  const scale = performanceScaleAt(patient.birthDate, on.success ? on.data : today())
  const labels: Readonly<Record<string, string>> = {
    effectiveOn: words.effectiveOn,
    weightKg: words.weightKg,
    heightCm: words.heightCm,
  }
  return (
    <FactDialog
      title={words.add}
      form={form}
      labelOf={(path) => labels[path] ?? words.performanceOf(words[scale])}
      focus="weightKg"
      onClose={onClose}
    >
      <div className="g-span-4">
        <DateField
          id="effectiveOn"
          label={words.effectiveOn}
          error={refusedAt(refused, 'effectiveOn')}
          value={values.effectiveOn}
          onChange={(effectiveOn) => set({ effectiveOn })}
        />
      </div>
      <div className="g-span-4">
        <TextField
          id="weightKg"
          label={words.weightKg}
          hint={words.weightHint}
          inputMode="decimal"
          width="short"
          error={refusedAt(refused, 'weightKg')}
          value={values.weightKg}
          onChange={({ target }) => set({ weightKg: target.value })}
        />
      </div>
      <div className="g-span-4">
        <TextField
          id="heightCm"
          label={words.heightCm}
          hint={words.heightHint}
          inputMode="decimal"
          width="short"
          error={refusedAt(refused, 'heightCm')}
          value={values.heightCm}
          onChange={({ target }) => set({ heightCm: target.value })}
        />
      </div>
      <SelectField
        id="performanceScore"
        label={words.performanceOf(words[scale])}
        hint={scale === 'lansky' ? words.lanskyHint : words.karnofskyHint}
        optional
        width="medium"
        error={refusedAt(refused, 'performanceScore')}
        value={values.performanceScore}
        onChange={({ target }) => set({ performanceScore: target.value })}
        choices={scores.map((value) => ({ value, label: value }))}
      />
    </FactDialog>
  )
}
