import { useEffect, useRef } from 'react'
import { relationships } from 'shared/patients'
import { Button } from '../design/Button'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { patients as personWords, relationshipWord } from '../words/patients'
import { registration } from '../words/registration'
import type { PartProps } from './PersonFields'
import { type GuardianValues, newGuardian } from './person-values'
import './GuardianFields.css'

const most = 6

/** Neutral on purpose: two mothers, a grandfather or an institution need no extra step. */
export function GuardianFields({ values, set, refused }: PartProps) {
  const words = useWords(personWords)
  const asks = useWords(registration)
  const shared = useWords(common)
  const { guardians } = values
  const added = useRef(false)
  const list = useRef<HTMLDivElement>(null)
  const count = guardians.length
  useEffect(() => {
    if (!added.current) return
    added.current = false
    document.getElementById(`guardians-${count - 1}-givenName`)?.focus()
  }, [count])
  const change = (at: number, field: Exclude<keyof GuardianValues, 'key'>, value: string) =>
    set({ guardians: guardians.map((guardian, i) => (i === at ? { ...guardian, [field]: value } : guardian)) }, [
      `guardians/${at}/${field}`,
    ])
  return (
    <div className="g-stack" ref={list}>
      {guardians.map((guardian, at) => {
        const box = (field: Exclude<keyof GuardianValues, 'key' | 'relationship'>, hint?: string) => (
          <TextField
            id={`guardians-${at}-${field}`}
            label={words[field]}
            hint={hint}
            optional={field === 'phone'}
            spellCheck={false}
            translate="no"
            maxLength={field === 'phone' ? 20 : 80}
            {...(field === 'phone' && { inputMode: 'tel', type: 'tel' })}
            error={refusedAt(refused, `guardians/${at}/${field}`)}
            value={guardian[field]}
            onChange={({ target }) => change(at, field, target.value)}
          />
        )
        return (
          <fieldset className="g-guardian" key={guardian.key}>
            <legend>{asks.guardianNumber(at + 1)}</legend>
            <div className="g-form-grid">
              <div className="g-span-4">{box('givenName')}</div>
              <div className="g-span-4">{box('firstSurname')}</div>
              <div className="g-span-4">{box('secondSurname')}</div>
              <div className="g-span-4">
                <SelectField
                  id={`guardians-${at}-relationship`}
                  label={words.relationship}
                  error={refusedAt(refused, `guardians/${at}/relationship`)}
                  value={guardian.relationship}
                  onChange={({ target }) => change(at, 'relationship', target.value)}
                  choices={relationships.map((value) => ({ value, label: words[relationshipWord(value)] }))}
                />
              </div>
              <div className="g-span-4">{box('phone', asks.phoneHint)}</div>
              <div className="g-span-4 g-guardian-remove">
                <Button
                  kind="quiet"
                  icon="close"
                  aria-label={asks.removeGuardian(at + 1)}
                  onClick={() => {
                    set({ guardians: guardians.filter((_, i) => i !== at) })
                    list.current?.querySelector<HTMLButtonElement>('[data-add]')?.focus()
                  }}
                >
                  {shared.remove}
                </Button>
              </div>
            </div>
          </fieldset>
        )
      })}
      <div className="g-row">
        {count === 0 && <span className="g-guardian-none">{asks.noGuardians}</span>}
        {count < most && (
          <Button
            size="small"
            icon="personAdd"
            data-add
            onClick={() => {
              added.current = true
              set({ guardians: [...guardians, newGuardian()] }, [])
            }}
          >
            {asks.addGuardian}
          </Button>
        )}
      </div>
    </div>
  )
}
