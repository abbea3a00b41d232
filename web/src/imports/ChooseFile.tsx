import { type DragEvent, useId, useRef, useState } from 'react'
import { IMPORT_FILE_MEGABYTES } from 'shared/imports'
import { Button } from '../design/Button'
import { Icon } from '../design/Icon'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import './ChooseFile.css'

/** A button first; dropping the file on the same place does as well. */
export function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const words = useWords(importWords)
  const [error, setError] = useState('')
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const take = (file: File | undefined) => {
    if (!file) return
    const wrong =
      file.size === 0
        ? words.emptyFile
        : file.size > IMPORT_FILE_MEGABYTES * 1024 * 1024
          ? words.tooLarge(`${IMPORT_FILE_MEGABYTES}`)
          : ''
    setError(wrong)
    if (wrong === '') onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only widens the target of the button inside
    <div
      className={over ? 'g-drop g-drop-over' : 'g-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={36} />
      <Button kind="primary" aria-describedby={`${id}-hint ${id}-error`} onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.tsv,.xlsx"
        aria-label={words.choose}
        onChange={({ target }) => {
          take(target.files?.[0])
          target.value = '' // the same file, mended, can be chosen again
        }}
      />
      <p id={`${id}-hint`}>{words.chooseText(`${IMPORT_FILE_MEGABYTES}`)}</p>
      <div role="alert" id={`${id}-error`}>
        {error && (
          <p className="g-field-message g-field-error">
            <Icon name="error" size={18} />
            {error}
          </p>
        )}
      </div>
    </div>
  )
}
