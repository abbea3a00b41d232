import { coverages, missingIdentifierReasons, sexes } from 'shared/patients'
import { BORN_ABROAD, states } from 'shared/states'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { shownDay } from '../time'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { registration } from '../words/registration'
import type { Identifier, IdentifierCheck } from './identifier-check'
import type { PersonValues, PrefilledField } from './person-values'
import { shownNss, shownState } from './shown'
import '../design/form-grid.css'

export type PartProps = {
  values: PersonValues
  set: (change: Partial<PersonValues>, mended?: readonly string[]) => void
  refused: readonly FieldProblem[]
}

/** CURP first: what it says need not be typed. */
export function IdentifierFields({
  values,
  set,
  refused,
  check,
  autoFocus = false,
}: PartProps & { check: IdentifierCheck; autoFocus?: boolean }) {
  const words = useWords(personWords)
  const asks = useWords(registration)
  const told = (field: Identifier, severity: 'error' | 'warning') =>
    check.findings.find((it) => it.field === field && it.severity === severity && it.code !== 'nss-completed')?.code
  const messages = (field: Identifier) => ({
    error: refusedAt(refused, field) ?? told(field, 'error'),
    warning: told(field, 'warning'),
  })
  const hasCurp = values.curp.trim() !== ''
  return (
    <div className="g-form-grid">
      <div className="g-span-6">
        <TextField
          id="curp"
          autoFocus={autoFocus}
          label={words.curp}
          hint={asks.curpHint}
          code
          spellCheck={false}
          autoCapitalize="characters"
          maxLength={24}
          translate="no"
          {...messages('curp')}
          value={values.curp}
          onChange={({ target }) => set({ curp: target.value }, ['curp', 'missingIdentifierReason'])}
          onBlur={() => check.left('curp')}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          id="missingIdentifierReason"
          label={asks.reason}
          hint={values.missingIdentifierReason && !hasCurp ? asks.reasonLater : asks.reasonHint}
          empty={asks.reasonNone}
          disabled={hasCurp}
          error={refusedAt(refused, 'missingIdentifierReason')}
          value={hasCurp ? '' : values.missingIdentifierReason}
          onChange={({ target }) => set({ missingIdentifierReason: target.value })}
          choices={missingIdentifierReasons
            .filter((reason) => reason !== 'not-in-file' || reason === values.missingIdentifierReason)
            .map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className="g-span-6">
        <TextField
          id="nss"
          label={words.nssLong}
          hint={asks.nssHint}
          code
          inputMode="numeric"
          maxLength={16}
          translate="no"
          {...messages('nss')}
          {...(check.completedNss && { warning: asks.nssComplete(shownNss(check.completedNss)) })}
          value={values.nss}
          onChange={({ target }) =>
            set(
              // whoever has an NSS is insured; anything else is chosen below
              { nss: target.value, ...(values.coverage === '' && target.value !== '' && { coverage: 'imss' }) },
              ['nss', 'missingIdentifierReason', ...(values.coverage === '' ? ['coverage'] : [])],
            )
          }
          onBlur={() => check.left('nss')}
        />
      </div>
      <div className="g-span-6">
        <TextField
          id="agregado"
          label={words.agregado}
          hint={asks.agregadoHint}
          code
          spellCheck={false}
          autoCapitalize="characters"
          maxLength={12}
          translate="no"
          {...messages('agregado')}
          value={values.agregado}
          onChange={({ target }) => set({ agregado: target.value })}
          onBlur={() => check.left('agregado')}
        />
      </div>
    </div>
  )
}

/** Who the person is. Any letter is a name; capitals are left as they are typed. */
export function NameFields({ values, set, refused, check }: PartProps & { check: IdentifierCheck }) {
  const words = useWords(personWords)
  const asks = useWords(registration)
  const name = (field: 'givenName' | 'firstSurname' | 'secondSurname' | 'chosenName' | 'pronoun', hint?: string) => (
    <TextField
      id={field}
      label={words[field]}
      hint={hint}
      optional={field === 'chosenName' || field === 'pronoun'}
      spellCheck={false}
      translate="no"
      maxLength={field === 'pronoun' ? 40 : 80}
      error={refusedAt(refused, field)}
      value={values[field]}
      onChange={({ target }) => set({ [field]: target.value })}
    />
  )
  /** Said by the person at the keyboard: from now on the CURP compares and does not fill it in. */
  const say = (field: PrefilledField, value: string) =>
    set({ [field]: value, own: [...new Set([...values.own, field])] }, [field])
  const doubt = (field: PrefilledField, shown: (code: string) => string) => {
    const said = check.contradicted[field]
    return said === undefined ? undefined : asks.curpSays(shown(said))
  }
  return (
    <div className="g-form-grid">
      <div className="g-span-4">{name('givenName')}</div>
      <div className="g-span-4">{name('firstSurname')}</div>
      <div className="g-span-4">{name('secondSurname')}</div>
      <div className="g-span-4">
        <DateField
          id="birthDate"
          label={words.birthDate}
          hint={asks.birthDateHint}
          error={refusedAt(refused, 'birthDate')}
          warning={doubt('birthDate', shownDay)}
          value={values.birthDate}
          onChange={(birthDate) => say('birthDate', birthDate)}
        />
      </div>
      <div className="g-span-4">
        <RadioGroup
          id="sex"
          name="sex"
          label={words.sex}
          row
          error={refusedAt(refused, 'sex')}
          warning={doubt('sex', (sex) => words[sexes.find((it) => it === sex) ?? 'unknown'])}
          value={values.sex}
          onChange={({ target }) => say('sex', target.value)}
          choices={sexes.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className="g-span-4">
        <SelectField
          id="birthState"
          label={words.birthState}
          optional
          error={refusedAt(refused, 'birthState')}
          warning={doubt('birthState', (state) => shownState(state, words.bornAbroad))}
          value={values.birthState}
          onChange={({ target }) => say('birthState', target.value)}
          choices={[
            ...states
              .map(({ curpCode, name: label }) => ({ value: curpCode, label }))
              .sort((a, b) => a.label.localeCompare(b.label, 'es-MX')),
            { value: BORN_ABROAD, label: words.bornAbroad },
          ]}
        />
      </div>
      <div className="g-span-8">{name('chosenName', asks.chosenHint)}</div>
      <div className="g-span-4">{name('pronoun', words.pronounHint)}</div>
    </div>
  )
}

export function CoverageField({ values, set, refused }: PartProps) {
  const words = useWords(personWords)
  return (
    <SelectField
      id="coverage"
      label={words.coverage}
      error={refusedAt(refused, 'coverage')}
      value={values.coverage}
      onChange={({ target }) => set({ coverage: target.value })}
      choices={coverages.map((value) => ({ value, label: words[value] }))}
    />
  )
}

export function RegisteredOnField({ values, set, refused }: PartProps) {
  const words = useWords(personWords)
  const asks = useWords(registration)
  return (
    <DateField
      id="registeredOn"
      label={words.registeredOn}
      hint={asks.registeredOnHint}
      error={refusedAt(refused, 'registeredOn')}
      value={values.registeredOn}
      onChange={(registeredOn) => set({ registeredOn })}
    />
  )
}
