import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { GroupPlace } from 'shared/working-group'
import { Button, IconButton } from '../design/Button'
import { FieldGroup } from '../design/Field'
import { codeOf } from '../problem'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { candidatesOf, PlaceField, WhichOffice } from './PlaceField'
import { noPlace, type PlaceValue, placeOf, placeText, resolveOffice } from './place'
import { namedPlace } from './session-values'

/** Units that present next, in order. Words that mean two OOAD are asked about. */
export function PresentersField({
  value,
  onChange,
  error,
}: {
  value: readonly GroupPlace[]
  onChange: (value: readonly GroupPlace[]) => void
  error: string | undefined
}) {
  const words = useWords(sessionWords)
  const shared = useWords(common)
  const [asked, ask] = useState<PlaceValue>(noPlace)
  const [twice, setTwice] = useState(false)
  const resolve = useMutation({ mutationFn: resolveOffice })
  const candidates = candidatesOf(resolve.error)
  const failure = resolve.error && candidates === null ? unknownOffice(codeOf(resolve.error)) : undefined

  function add({ option, typed }: PlaceValue) {
    setTwice(false)
    if (option === null) {
      if (typed.trim() !== '') resolve.mutate(typed.trim(), { onSuccess: (meant) => add({ option: meant, typed: '' }) })
      return
    }
    resolve.reset()
    const place = placeOf(option)
    const same = (it: GroupPlace) => JSON.stringify(namedPlace(it)) === JSON.stringify(namedPlace(place))
    if (value.some(same)) return setTwice(true)
    onChange([...value, place])
    ask(noPlace)
  }

  return (
    <FieldGroup id="session-nextPresenters" label={words.nextPresenters} error={error}>
      <div className="g-stack">
        {value.length > 0 && (
          <ol className="g-places">
            {value.map((place, at) => (
              <li key={JSON.stringify(namedPlace(place))}>
                {placeText(place)}
                <IconButton
                  icon="close"
                  label={`${shared.remove}: ${placeText(place)}`}
                  onClick={() => onChange(value.filter((_, i) => i !== at))}
                />
              </li>
            ))}
          </ol>
        )}
        <PlaceField
          id="session-presenter"
          label={words.presenterField}
          hint={words.presenterHint}
          optional
          error={twice ? 'place-twice' : failure}
          value={asked}
          onChange={(next) => {
            setTwice(false)
            resolve.reset()
            ask(next)
          }}
        />
        {candidates && <WhichOffice text={asked.typed} candidates={candidates} onChoose={add} />}
        <div className="g-row">
          <Button busy={resolve.isPending} onClick={() => add(asked)}>
            {words.presenterAdd}
          </Button>
        </div>
      </div>
    </FieldGroup>
  )
}

const unknownOffice = (code: string) => (code === '/problems/not-found' ? 'ooad-unknown' : code)
