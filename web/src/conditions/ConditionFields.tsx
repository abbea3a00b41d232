import { useQuery } from '@tanstack/react-query'
import { basesOfDiagnosis, lateralities, riskGroups } from 'shared/oncology-codes'
import type { Concept, System } from 'shared/terminology'
import { Combobox } from '../design/Combobox'
import type { Option } from '../design/combobox-option'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { SelectField } from '../design/SelectField'
import { idOf, refusedAt } from '../form'
import { currentLanguage } from '../preferences'
import type { FieldProblem } from '../problem'
import { ageOn } from '../time'
import { conditions as conditionWords } from '../words/conditions'
import { useWords } from '../words/define'
import { iccc3, searchConcepts, stageOptions } from './api'
import { Iccc3Line } from './Checks'
import type { Coded, ConditionValues } from './condition-values'
import { recentOptions, rememberOption } from './recent-codes'
import '../design/form-grid.css'
import './ConditionFields.css'

type FieldsProps = {
  values: ConditionValues
  set: (change: Partial<ConditionValues>) => void
  refused: readonly FieldProblem[]
  /** Where the form stands in a larger one: 'diagnosis/'. */
  at?: string
  birthDate: string
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** The whole diagnosis; `brief` keeps what can wait behind one line. */
export function ConditionFields({ brief = false, ...props }: FieldsProps & { brief?: boolean }) {
  const words = useWords(conditionWords)
  if (!brief)
    return (
      <div className="g-form-grid">
        <Essentials {...props} />
        <Details {...props} />
      </div>
    )
  return (
    <div className="g-stack">
      <div className="g-form-grid">
        <Essentials {...props} />
      </div>
      <Disclosure title={words.moreFields}>
        <div className="g-form-grid">
          <Details {...props} />
        </div>
      </Disclosure>
      <Classified {...props} />
    </div>
  )
}

/** The group that site and morphology give, as soon as both are chosen. */
function Classified({ values }: FieldsProps) {
  const words = useWords(conditionWords)
  const topography = values.topography.chosen?.code ?? ''
  const morphology = values.morphology.chosen?.code ?? ''
  const both = topography !== '' && morphology !== ''
  const { data } = useQuery({ ...iccc3(topography, morphology), enabled: both })
  return (
    <div aria-live="polite">
      {both && data !== undefined && (
        <>
          <strong>{words.iccc3}</strong>
          {data === null ? <p>{words.iccc3None}</p> : <Iccc3Line iccc3={data} />}
        </>
      )}
    </div>
  )
}

function Essentials({ values, set, refused, at = '' }: FieldsProps) {
  const words = useWords(conditionWords)
  return (
    <>
      <div className="g-span-6">
        <CodeField system="icd10" values={values} set={set} refused={refused} at={at} hint={words.codeHint} />
      </div>
      <div className="g-span-3">
        <SelectField
          id={idOf(`#/${at}basisOfDiagnosis`)}
          label={words.basisOfDiagnosis}
          error={refusedAt(refused, `${at}basisOfDiagnosis`)}
          value={values.basisOfDiagnosis}
          onChange={({ target }) => set({ basisOfDiagnosis: basesOfDiagnosis.find((it) => it === target.value) ?? '' })}
          // the commonest first, so that its first letter is enough
          choices={[...basesOfDiagnosis]
            .reverse()
            .sort(unknownLast)
            .map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className="g-span-3">
        <DateField
          id={idOf(`#/${at}recordedDate`)}
          label={words.recordedDate}
          hint=""
          error={refusedAt(refused, `${at}recordedDate`)}
          value={values.recordedDate}
          onChange={(recordedDate) => set({ recordedDate })}
        />
      </div>
    </>
  )
}

function Details({ values, set, refused, at = '', birthDate }: FieldsProps) {
  const words = useWords(conditionWords)
  const paired = values.topography.chosen?.paired === true
  return (
    <>
      <div className="g-span-6">
        <CodeField system="topography" values={values} set={set} refused={refused} at={at} />
      </div>
      <div className="g-span-6">
        <CodeField system="morphology" values={values} set={set} refused={refused} at={at} />
      </div>
      {paired && (
        <div className="g-span-3">
          <SelectField
            id={idOf(`#/${at}laterality`)}
            label={words.laterality}
            hint={words.lateralityHint}
            error={refusedAt(refused, `${at}laterality`)}
            value={values.laterality}
            onChange={({ target }) => set({ laterality: lateralities.find((it) => it === target.value) ?? '' })}
            choices={lateralities
              .filter((it) => it !== 'not-applicable')
              .map((value) => ({ value, label: words[value] }))}
          />
        </div>
      )}
      <StageFields values={values} set={set} refused={refused} at={at} birthDate={birthDate} />
      <div className="g-span-3">
        <SelectField
          id={idOf(`#/${at}riskGroup`)}
          label={words.riskGroup}
          error={refusedAt(refused, `${at}riskGroup`)}
          value={values.riskGroup}
          onChange={({ target }) => set({ riskGroup: riskGroups.find((it) => it === target.value) ?? '' })}
          choices={riskGroups.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <fieldset className="g-span-12 g-dates">
        <legend>{words.intervals}</legend>
        {(['onsetDate', 'suspectedOn', 'referredOn'] as const).map((field) => (
          <DateField
            key={field}
            id={idOf(`#/${at}${field}`)}
            label={words[field]}
            hint=""
            error={refusedAt(refused, `${at}${field}`)}
            value={values[field]}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </fieldset>
    </>
  )
}

function CodeField({
  system,
  values,
  set,
  refused,
  at,
  hint,
}: Omit<FieldsProps, 'birthDate'> & { system: System; hint?: string }) {
  const words = useWords(conditionWords)
  const now: Coded = values[system]
  return (
    <Combobox
      id={idOf(`#/${at}${system}`)}
      label={words[system]}
      hint={hint}
      error={refusedAt(refused, `${at}${system}`)}
      value={now.chosen}
      typed={now.typed}
      onTyped={(typed) => set({ [system]: { chosen: null, typed } })}
      onChange={(option) => {
        if (option) rememberOption(system, option)
        set({ [system]: { chosen: option, typed: '' } })
      }}
      recent={recentOptions(system)}
      search={async (text, signal) => finest(await searchConcepts(system, text, signal), text).map(asOption)}
    />
  )
}

/** The systems that fit this tumour; the values follow the system. */
function StageFields({ values, set, refused, at = '', birthDate }: FieldsProps) {
  const words = useWords(conditionWords)
  const diagnosed = day.test(values.recordedDate) && day.test(birthDate) && values.recordedDate >= birthDate
  const { data } = useQuery(
    stageOptions(
      values.topography.chosen?.code ?? '',
      values.morphology.chosen?.code ?? '',
      diagnosed ? ageOn(birthDate, values.recordedDate).years : undefined,
    ),
  )
  const language = currentLanguage()
  const systems = (data?.systems ?? []).map((system) => ({ ...system, key: `${system.system}|${system.tier ?? ''}` }))
  const chosen = systems.find(({ key }) => key === values.stageSystem)
  return (
    <>
      <div className="g-span-6">
        <SelectField
          id={idOf(`#/${at}stage`)}
          label={words.stageSystem}
          hint={words.stageSystemHint}
          error={refusedAt(refused, `${at}stage`)}
          value={values.stageSystem}
          empty={words.noStage}
          onChange={({ target }) => set({ stageSystem: target.value, stageValue: '' })}
          choices={[
            ...systems.map(({ key, label, tier }) => ({
              value: key,
              label: tier === null ? label[language] : `${label[language]}, ${words.tier(tier)}`,
            })),
            // what was chosen stays when the tumour changes: the checks say whether it still fits
            ...(values.stageSystem && !chosen
              ? [{ value: values.stageSystem, label: values.stageSystem.replace('|', ' ') }]
              : []),
          ]}
        />
      </div>
      {values.stageSystem && (
        <div className="g-span-6">
          <SelectField
            id={idOf(`#/${at}stage/value`)}
            label={words.stageValue}
            error={refusedAt(refused, `${at}stage/value`)}
            value={values.stageValue}
            onChange={({ target }) => set({ stageValue: target.value })}
            choices={
              chosen
                ? chosen.values.map(({ value, label }) => ({
                    value,
                    label: label[language] === value ? value : `${value} · ${label[language]}`,
                  }))
                : [{ value: values.stageValue, label: values.stageValue }]
            }
          />
        </div>
      )}
    </>
  )
}

function asOption({ code, label, labelEn, properties }: Concept): Option & { paired: boolean } {
  return {
    code,
    label: currentLanguage() === 'en' ? (labelEn ?? label) : label,
    paired: properties['paired_organ'] === '1',
  }
}

/** Codes that say all before categories that say less than a chart knows, unless the category itself was typed. */
function finest(found: readonly Concept[], text: string): readonly Concept[] {
  const plain = (code: string) => code.replace('.', '').toUpperCase()
  if (found[0] && plain(found[0].code) === plain(text.trim())) return found
  return [...found].sort((a, b) => Number(b.isLeaf) - Number(a.isLeaf))
}

const unknownLast = (a: string, b: string) => Number(a === 'unknown') - Number(b === 'unknown')
