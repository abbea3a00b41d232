import { useCallback, useContext, useEffect, useId, useRef, useState } from 'react'
import { Button, ComboBox, ComboBoxStateContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { type ComboboxProps, type Option, shownOption } from './combobox-option'
import { Field } from './Field'
import { Icon } from './Icon'
import { inputClass } from './TextField'
import './Combobox.css'

const pause = 200 // ms without a key before the server is asked

type Found = { text: string; options: readonly Option[]; failed: boolean }

export function SearchBox({
  value,
  onChange,
  typed: unchosen = '',
  onTyped,
  onBlur,
  search,
  recent = [],
  minLetters = 2,
  sure = false,
  takesFocus,
  ...field
}: ComboboxProps & { takesFocus: { readonly current: boolean } }) {
  const words = useWords(common)
  const [text, setText] = useState(value ? shownOption(value) : unchosen)
  const [stands, setStands] = useState(value)
  if (value !== stands) {
    // the form was filled or emptied from outside
    setStands(value)
    setText(value ? shownOption(value) : unchosen)
  }
  const typed = value && text === shownOption(value) ? '' : text.trim()
  const found = useFound(typed, minLetters, search)
  const options =
    typed === '' ? (value ? [value, ...recent.filter((it) => it.code !== value.code)] : recent) : found.options
  const answered = typed === '' || found.text === typed
  const own = useId()
  const [dialog, setDialog] = useState<Element>()
  const findDialog = useCallback((box: Element | null) => setDialog(box?.closest('dialog') ?? undefined), [])
  const pick = (option: Option) => {
    setText(shownOption(option))
    setStands(option)
    onTyped?.('')
    onChange(option)
  }
  return (
    <Field {...field} optional={field.optional ?? false} id={field.id ?? own}>
      {(control) => (
        <ComboBox
          className="g-combobox"
          aria-label={field.label}
          items={options.map((option) => ({ ...option, id: option.code }))}
          inputValue={text}
          onInputChange={(now) => {
            setText(now)
            if (value && now !== shownOption(value)) {
              setStands(null)
              onChange(null)
            }
            if (now !== text && !options.some((option) => shownOption(option) === now)) onTyped?.(now)
          }}
          selectedKey={value?.code ?? null}
          onSelectionChange={(key) => {
            const option = options.find((it) => it.code === key)
            if (option) pick(option)
          }}
          onBlur={() => onBlur?.()}
          defaultFilter={() => true}
          allowsCustomValue
          allowsEmptyCollection
          menuTrigger="input"
        >
          <div className="g-combobox-box" ref={findDialog}>
            <Box
              control={control}
              first={sure && options.length > 1 ? undefined : options[0]}
              answered={answered}
              autoFocus={takesFocus.current}
            />
            <Button className="g-combobox-open">
              <Icon name="search" />
            </Button>
          </div>
          {/* What lies outside a dialog that is open cannot be pressed */}
          <Popover className="g-combobox-list" offset={4} {...(dialog && { UNSTABLE_portalContainer: dialog })}>
            <ListBox
              aria-label={field.label}
              renderEmptyState={() => (
                <p className="g-combobox-none">
                  {typed.length < minLetters
                    ? words.comboMore(minLetters)
                    : !answered
                      ? words.comboSearching
                      : found.failed
                        ? words.comboFailed
                        : words.comboEmpty}
                </p>
              )}
            >
              {(option: Option & { id: string }) => (
                <ListBoxItem
                  id={option.id}
                  className={option.silent ? 'g-option g-option-silent' : 'g-option'}
                  textValue={shownOption(option)}
                >
                  {!option.silent && <span className="g-option-code">{option.code}</span>}
                  <span>{option.label}</span>
                  {option.detail && <span className="g-option-detail">{option.detail}</span>}
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
      )}
    </Field>
  )
}

/** Enter takes the best option, even when it was pressed before the server answered. */
function Box({
  control,
  first,
  answered,
  autoFocus,
}: {
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
  first: Option | undefined
  answered: boolean
  /** The plain box that stood here before had it. */
  autoFocus: boolean
}) {
  const state = useContext(ComboBoxStateContext)
  const entered = useRef(false)
  useEffect(() => {
    if (!entered.current || !answered) return
    entered.current = false
    if (first) state?.setSelectedKey(first.code)
  }, [answered, first, state])
  return (
    <Input
      {...control}
      autoFocus={autoFocus}
      className={inputClass()}
      spellCheck={false}
      onKeyDownCapture={(event) => {
        entered.current = false
        if (event.key !== 'Enter' || event.ctrlKey || !state?.isOpen) return
        if (state.selectionManager.focusedKey !== null) return
        event.preventDefault()
        event.stopPropagation()
        if (!answered) entered.current = true
        else if (first) state.setSelectedKey(first.code)
      }}
    />
  )
}

function useFound(text: string, minLetters: number, search: ComboboxProps['search']): Found {
  const [found, setFound] = useState<Found>({ text: '', options: [], failed: false })
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    if (text.length < minLetters) {
      setFound({ text, options: [], failed: false })
      return
    }
    const stop = new AbortController()
    const wait = setTimeout(() => {
      latest.current(text, stop.signal).then(
        (options) => stop.signal.aborted || setFound({ text, options, failed: false }),
        () => stop.signal.aborted || setFound({ text, options: [], failed: true }),
      )
    }, pause)
    return () => {
      clearTimeout(wait)
      stop.abort()
    }
  }, [text, minLetters])
  return found
}
