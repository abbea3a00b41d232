import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { BuiltInMapping, ImportPreview } from 'shared/imports'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Disclosure } from '../design/Disclosure'
import { TextField } from '../design/TextField'
import { idempotencyKeys } from '../http'
import { useWords } from '../words/define'
import { importWords, refusal } from '../words/imports'
import { type Settings, saveMapping } from './api'

/** For the sheet that comes again next month: which column is which, and what was decided. */
export function SaveMapping({
  base,
  found,
  settings,
}: {
  base: BuiltInMapping
  found: ImportPreview
  settings: Settings
}) {
  const words = useWords(importWords)
  const [keys] = useState(idempotencyKeys)
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const save = useMutation(saveMapping(keys))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = name.trim()
    setMissing(said === '')
    if (said === '') return
    const columns = Object.fromEntries(
      found.columns.flatMap(({ header, field }) => (header === '' ? [] : [[header, field] as const])),
    )
    save.mutate({ name: said, base, columns, options: settings.options })
  }
  return (
    <Card>
      <Disclosure title={words.saveMapping}>
        <form className="g-stack" onSubmit={submit} noValidate>
          {save.error && <Banner tone="error">{refusal(save.error)}</Banner>}
          {save.data && <Banner tone="success">{words.saveMappingDone(save.data.name)}</Banner>}
          <TextField
            label={words.saveMappingName}
            hint={words.saveMappingHint}
            maxLength={80}
            width="medium"
            error={missing ? 'required' : undefined}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <div className="g-row">
            <Button type="submit" busy={save.isPending}>
              {words.saveMappingDo}
            </Button>
          </div>
        </form>
      </Disclosure>
    </Card>
  )
}
