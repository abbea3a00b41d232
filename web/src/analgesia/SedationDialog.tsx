import { useQuery } from '@tanstack/react-query'
import { type AnalgesicAdministration, type AnalgesicFacts, NewSedationCheck, SedationCheck } from 'shared/analgesia'
import { isOpioid } from 'shared/analgesic-drugs'
import type { Patient } from 'shared/patients'
import { RadioGroup } from '../design/Choices'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { facts as factsOf } from '../facts/api'
import { FactDialog } from '../facts/FactDialog'
import { numberOf } from '../facts/fact-form'
import { refusedAt } from '../form'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { instantOf, Moment, momentProblems, type TypedMoment } from './moment'
import { useQueuedForm } from './queued-form'
import { saidDose } from './said'

const FOLLOWED_MS = 12 * 3_600_000

type Values = {
  scale: string
  value: string
  respiratoryRate: string
  oxygenSaturation: string
  follows: string
  at: TypedMoment
  note: string
}

/** Sedation by POSS unless another scale is chosen, breaths counted for a minute, and oxygen. */
export function SedationDialog({
  patient,
  facts,
  onClose,
  onSaved,
}: {
  patient: Patient
  facts: AnalgesicFacts
  onClose: () => void
  onSaved: (saved: SedationCheck | undefined) => void
}) {
  const words = useWords(reliefWords)
  const doses = useQuery(factsOf(patient.id, 'analgesic-administrations')).data ?? []
  const followed = doses.filter(recentOpioid).slice(0, 10)
  const form = useQueuedForm<Values>({
    draft: `sedation-check/${patient.id}`,
    initial: {
      ...{ scale: 'POSS', value: '', respiratoryRate: '', oxygenSaturation: '', at: null, note: '' },
      follows: followed[0]?.id ?? '',
    },
    schema: NewSedationCheck,
    bodyOf,
    problems: ({ value, at }) => [
      ...(value === '' ? [{ pointer: '#/value', code: 'required' }] : []),
      ...momentProblems(at, 'effectiveDateTime'),
    ],
    place: { patientId: patient.id, kind: 'sedation-check', part: 'sedation-checks' },
    clocked: ({ at }) => at !== null,
    onSaved: (answer) => onSaved(answer === undefined ? undefined : SedationCheck.parse(answer)),
  })
  const { values, set, refused } = form
  const scale = facts.sedationScales.find(({ id }) => id === values.scale)
  const breathing = facts.forPerson?.breathing
  const labels: Readonly<Record<string, string>> = {
    scale: words.sedationScale,
    value: words.sedation,
    respiratoryRate: words.breathing,
    oxygenSaturation: words.oxygen,
    effectiveDateTime: words.when,
    followsAdministrationId: words.followsDose,
    note: words.note,
  }
  return (
    <FactDialog
      title={words.addCheck}
      form={form}
      labelOf={(path) => labels[path] ?? path}
      focus="value input"
      onClose={onClose}
    >
      <RadioGroup
        id="value"
        label={scale?.name ?? words.sedation}
        error={refusedAt(refused, 'value')}
        value={values.value}
        onChange={({ target }) => set({ value: target.value })}
        choices={(scale?.values ?? []).map(({ value, label, action }) => ({
          value,
          label: `${value} · ${label}`,
          ...(action !== null && { hint: action }),
        }))}
      />
      <div className="g-span-6">
        <TextField
          id="respiratoryRate"
          label={words.breathing}
          hint={breathing && words.breathingHint(breathing.normalLow, breathing.normalHigh, breathing.opioidAlertBelow)}
          inputMode="numeric"
          width="short"
          error={refusedAt(refused, 'respiratoryRate')}
          value={values.respiratoryRate}
          onChange={({ target }) => set({ respiratoryRate: target.value })}
        />
      </div>
      <div className="g-span-6">
        <TextField
          id="oxygenSaturation"
          label={words.oxygen}
          hint={words.oxygenHint(facts.protocol.respiratory.oxygenAlertBelow)}
          inputMode="numeric"
          width="short"
          error={refusedAt(refused, 'oxygenSaturation')}
          value={values.oxygenSaturation}
          onChange={({ target }) => set({ oxygenSaturation: target.value })}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          id="followsAdministrationId"
          label={words.followsDose}
          empty={words.answersNone}
          error={refusedAt(refused, 'followsAdministrationId')}
          value={values.follows}
          onChange={({ target }) => set({ follows: target.value }, ['followsAdministrationId'])}
          choices={followed.map((dose) => ({
            value: dose.id,
            label: `${inHospitalTime(dose.givenAt)} · ${saidDose(dose)}`,
          }))}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          id="scale"
          label={words.sedationScale}
          empty={false}
          error={refusedAt(refused, 'scale')}
          value={values.scale}
          onChange={({ target }) => set({ scale: target.value, value: '' })}
          choices={facts.sedationScales.map(({ id }) => ({ value: id, label: id }))}
        />
      </div>
      <Moment
        id="effectiveDateTime"
        value={values.at}
        error={refusedAt(refused, 'effectiveDateTime')}
        onChange={(at) => set({ at }, ['effectiveDateTime'])}
      />
      <TextField
        id="note"
        label={words.note}
        optional
        maxLength={500}
        error={refusedAt(refused, 'note')}
        value={values.note}
        onChange={({ target }) => set({ note: target.value })}
      />
    </FactDialog>
  )
}

const recentOpioid = ({ status, drug, givenAt }: AnalgesicAdministration) =>
  status === 'final' && isOpioid(drug) && Date.now() - Date.parse(givenAt) < FOLLOWED_MS

function bodyOf({ scale, value, respiratoryRate, oxygenSaturation, follows, at, note }: Values) {
  return {
    ...{ scale, value },
    ...(respiratoryRate.trim() !== '' && { respiratoryRate: numberOf(respiratoryRate) }),
    ...(oxygenSaturation.trim() !== '' && { oxygenSaturation: numberOf(oxygenSaturation) }),
    effectiveDateTime: instantOf(at),
    ...(follows !== '' && { followsAdministrationId: follows }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
}
