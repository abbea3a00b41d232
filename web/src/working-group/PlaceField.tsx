import { OoadCandidates } from 'shared/group-places'
import { Button } from '../design/Button'
import { Combobox } from '../design/Combobox'
import { Problem } from '../problem'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { findPlaces, officeOption, type PlaceValue } from './place'

/** A hospital or an OOAD, as people say it. What means two is shown as two and chosen by the person. */
export function PlaceField({
  value,
  onChange,
  ...field
}: {
  id: string
  label: string
  hint: string
  optional?: boolean
  error?: string | undefined
  value: PlaceValue
  onChange: (value: PlaceValue) => void
}) {
  return (
    <Combobox
      {...field}
      sure
      value={value.option}
      typed={value.typed}
      onTyped={(typed) => onChange({ option: null, typed })}
      onChange={(option) => onChange({ option, typed: '' })}
      search={findPlaces}
    />
  )
}

/** The offices of a 409 `ambiguous`; null for any other failure. */
export function candidatesOf(error: unknown): OoadCandidates['candidates'] | null {
  if (!(error instanceof Problem) || error.type !== '/problems/ambiguous') return null
  return OoadCandidates.safeParse(error.details).data?.candidates ?? null
}

/** "Veracruz" may be two: the person says which. */
export function WhichOffice({
  text,
  candidates,
  onChoose,
}: {
  text: string
  candidates: OoadCandidates['candidates']
  onChoose: (value: PlaceValue) => void
}) {
  const words = useWords(sessionWords)
  return (
    <fieldset className="g-which">
      <legend>
        <span role="alert">{words.which(text)}</span>
      </legend>
      <div className="g-row">
        {candidates.map(({ ooadCode, name }) => (
          <Button key={ooadCode} onClick={() => onChoose({ option: officeOption(ooadCode, name), typed: '' })}>
            {name}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
