import { useState } from 'react'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Button, ButtonLink, IconButton } from '../Button'
import { Checkbox, RadioGroup } from '../Choices'
import { Combobox } from '../Combobox'
import type { Option } from '../combobox-option'
import { DateField } from '../DateField'
import { ErrorSummary } from '../ErrorSummary'
import { SelectField } from '../SelectField'
import { PasswordField, TextAreaField, TextField } from '../TextField'

export function ControlSamples() {
  const words = useWords(stylePage)
  const [attempt, setAttempt] = useState(0)
  return (
    <>
      <Buttons />
      <h3>{words.summary}</h3>
      <p>{words.summaryText}</p>
      {attempt > 0 && (
        <ErrorSummary
          attempt={attempt}
          errors={[
            { id: 'sample-curp', label: words.curp, error: 'curp-check-digit' },
            { id: 'sample-sex', label: words.sex, error: 'required' },
          ]}
        />
      )}
      <div>
        <Button onClick={() => setAttempt(attempt + 1)}>{words.showSummary}</Button>
      </div>
      <div className="g-style-pair">
        <TextField label={words.name} defaultValue={words.nameValue} spellCheck={false} />
        <TextField label={words.secondSurname} hint={words.secondSurnameHint} optional />
        <TextField
          id="sample-curp"
          label={words.curp}
          defaultValue="HEGG560427MVZRRL05"
          code
          error="curp-check-digit"
          spellCheck={false}
        />
        <TextField
          label={words.nss}
          hint={words.nssHint}
          defaultValue="1234-56-7890-3"
          code
          inputMode="numeric"
          warning="nss-completed"
        />
        <TextField label={words.readOnly} defaultValue={words.readOnlyValue} readOnly />
        <PasswordField label={words.password} autoComplete="off" />
        <RadioGroup
          id="sample-sex"
          label={words.sex}
          error="required"
          row
          choices={[
            { value: 'female', label: words.female },
            { value: 'male', label: words.male },
            { value: 'other', label: words.other },
            { value: 'unknown', label: words.unknown },
          ]}
        />
        <SelectField
          label={words.coverage}
          choices={[
            { value: 'imss', label: words.imss },
            { value: 'imss-bienestar', label: words.imssBienestar },
            { value: 'none', label: words.noCoverage },
          ]}
        />
        <RadioGroup
          label={words.coverage}
          defaultValue="none"
          choices={[
            { value: 'imss', label: words.imss },
            { value: 'none', label: words.noCoverage, hint: words.noCoverageHint },
          ]}
        />
        <Dates />
        <Diagnosis />
        <TextAreaField label={words.note} hint={words.noteHint} optional />
        <Checkbox label={words.agree} hint={words.agreeHint} />
      </div>
    </>
  )
}

function Buttons() {
  const words = useWords(stylePage)
  const [busy, setBusy] = useState(false)
  return (
    <>
      <h3>{words.buttons}</h3>
      <p>
        {words.buttonsText} {words.focusNote}
      </p>
      <div className="g-row">
        <Button kind="primary">{words.primary}</Button>
        <Button icon="person">{words.secondary}</Button>
        <Button kind="quiet" icon="pencil">
          {words.quiet}
        </Button>
        <Button kind="danger">{words.danger}</Button>
        <Button kind="primary" busy busyWords={words.busy}>
          {words.primary}
        </Button>
        <Button disabled>{words.off}</Button>
        <Button size="small">{words.secondary}</Button>
        <IconButton icon="printer" label={words.menuPrint} />
        <ButtonLink href="#colours">{words.colours}</ButtonLink>
        <Button
          kind="primary"
          busy={busy}
          busyWords={words.busy}
          onClick={() => {
            setBusy(true)
            setTimeout(() => setBusy(false), 2_000)
          }}
        >
          {words.pressMe}
        </Button>
      </div>
    </>
  )
}

function Dates() {
  const words = useWords(stylePage)
  const [birthDate, setBirthDate] = useState('2015-03-27')
  const [diagnosed, setDiagnosed] = useState('31/02/2024')
  return (
    <>
      <DateField label={words.birthDate} value={birthDate} onChange={setBirthDate} />
      <DateField label={words.dateOfDiagnosis} value={diagnosed} onChange={setDiagnosed} error="date-unreadable" />
    </>
  )
}

function Diagnosis() {
  const words = useWords(stylePage)
  const [chosen, choose] = useState<Option | null>(null)
  const options: readonly Option[] = [
    { code: 'C91.0', label: words.option1, detail: words.optionDetail },
    { code: 'C92.0', label: words.option2 },
    { code: 'C81.1', label: words.option3 },
    { code: 'C64', label: words.option4 },
    { code: 'C71.9', label: words.option5 },
  ]
  return (
    <Combobox
      label={words.diagnosis}
      hint={words.diagnosisHint}
      value={chosen}
      onChange={choose}
      recent={options.slice(0, 2)}
      search={async (text) =>
        options.filter(({ code, label }) => `${code} ${label}`.toLowerCase().includes(text.toLowerCase()))
      }
    />
  )
}
