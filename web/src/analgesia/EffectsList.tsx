import { useQuery } from '@tanstack/react-query'
import { type AnalgesicAdverseEffect, NewAnalgesicAdverseEffect } from 'shared/analgesia'
import { analgesicEffects } from 'shared/pain'
import type { Patient } from 'shared/patients'
import type { Column } from '../design/DataTable'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { facts as factsOf } from '../facts/api'
import { FactDialog } from '../facts/FactDialog'
import { FactList } from '../facts/FactList'
import { useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { inHospitalTime } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { instantOf, Moment, type TypedMoment } from './moment'
import { saidCode, saidDose } from './said'

/** Unwanted effects of analgesics, the latest first. */
export function EffectsList({ patient }: { patient: Patient }) {
  const words = useWords(reliefWords)
  const { none } = useWords(common)
  const doses = useQuery(factsOf(patient.id, 'analgesic-administrations')).data ?? []
  const dose = (id: string | null) => doses.find((one) => one.id === id)
  const columns: readonly Column<AnalgesicAdverseEffect>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ effectiveDateTime }) => inHospitalTime(effectiveDateTime),
      value: ({ effectiveDateTime }) => effectiveDateTime,
    },
    {
      key: 'effect',
      header: words.effect,
      cell: ({ effect, note }) => (
        <span>
          {saidCode(effect)}
          {note !== null && <span className="g-fact-reason">«{note}»</span>}
        </span>
      ),
      value: ({ effect }) => saidCode(effect),
    },
    {
      key: 'dose',
      header: words.effectOf,
      cell: ({ administrationId }) => {
        const found = dose(administrationId)
        return found ? `${saidDose(found)}, ${inHospitalTime(found.givenAt)}` : none
      },
    },
  ]
  return (
    <FactList
      patient={patient}
      part="analgesic-adverse-effects"
      title={words.effectsTitle}
      add={words.addEffect}
      icon="pulse"
      empty={{ title: words.noEffects, text: words.noEffectsText }}
      columns={columns}
      nameOf={({ effect, effectiveDateTime }) => words.namedDose(saidCode(effect), inHospitalTime(effectiveDateTime))}
      form={(_effect, onClose) => <EffectDialog patient={patient} onClose={onClose} />}
    />
  )
}

type Values = { effect: string; dose: string; at: TypedMoment; note: string }

function EffectDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const words = useWords(reliefWords)
  const doses = useQuery(factsOf(patient.id, 'analgesic-administrations')).data ?? []
  const form = useFactForm<Values>({
    draft: `analgesic-effect/${patient.id}`,
    initial: { effect: '', dose: '', at: null, note: '' },
    schema: NewAnalgesicAdverseEffect,
    bodyOf: ({ effect, dose, at, note }) => ({
      effect: effect || undefined,
      // a time that is none is refused by the schema at its field
      ...(at !== null && { effectiveDateTime: instantOf(at) ?? '' }),
      ...(dose !== '' && { administrationId: dose }),
      ...(note.trim() !== '' && { note: note.trim() }),
    }),
    place: { patientId: patient.id, part: 'analgesic-adverse-effects' },
    onSaved: onClose,
  })
  const { values, set, refused } = form
  const labels: Readonly<Record<string, string>> = {
    effect: words.effect,
    effectiveDateTime: words.when,
    administrationId: words.effectOf,
    note: words.note,
  }
  return (
    <FactDialog title={words.addEffect} form={form} labelOf={(path) => labels[path] ?? path} onClose={onClose}>
      <div className="g-span-6">
        <SelectField
          id="effect"
          label={words.effect}
          error={refusedAt(refused, 'effect')}
          value={values.effect}
          onChange={({ target }) => set({ effect: target.value })}
          choices={analgesicEffects.map((value) => ({ value, label: saidCode(value) }))}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          id="administrationId"
          label={words.effectOf}
          optional
          empty={words.answersNone}
          error={refusedAt(refused, 'administrationId')}
          value={values.dose}
          onChange={({ target }) => set({ dose: target.value }, ['administrationId'])}
          choices={doses
            .filter(({ status }) => status === 'final')
            .slice(0, 20)
            .map((one) => ({ value: one.id, label: `${inHospitalTime(one.givenAt)} · ${saidDose(one)}` }))}
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
