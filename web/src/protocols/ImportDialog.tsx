import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { DataTable } from '../design/DataTable'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sayIssue } from '../words/protocol-checks'
import { protocolWords } from '../words/protocols'
import { importProtocol } from './api'
import { useOwners } from './own-library'
import { placeText } from './place-text'

type Chosen = { name: string; document: Record<string, unknown> | null }

/** A file becomes a draft; what is wrong in it is listed by its place. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(protocolWords)
  const shared = useWords(common)
  const owners = useOwners(words.ownerNetwork)
  const [owner, setOwner] = useState<string>()
  const [chosen, choose] = useState<Chosen>()
  const [keys] = useState(idempotencyKeys)
  const take = useMutation(importProtocol(keys))
  const input = useRef<HTMLInputElement>(null)
  const [, navigate] = useLocation()
  const library = owner ?? owners[0]?.value ?? ''
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    take.reset()
    choose({ name: file.name, document: documentOf(await file.text()) })
  }
  function send() {
    if (chosen?.document == null) {
      input.current?.focus()
      return
    }
    take.mutate(
      { organizationId: library === '' ? null : library, document: chosen.document },
      {
        onSuccess: ({ protocolId, versionId }) => navigate(addressOf(paths.editProtocol, { protocolId, versionId })),
      },
    )
  }
  return (
    <Dialog
      wide
      title={words.importTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" icon="upload" busy={take.isPending} busyWords={shared.working} onClick={send}>
            {words.take}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.importText}</p>
        <SelectField
          label={words.owner}
          empty={false}
          value={library}
          onChange={({ target }) => setOwner(target.value)}
          choices={owners}
        />
        <label className="g-field">
          <span className="g-field-label">{words.file}</span>
          <input
            ref={input}
            type="file"
            className="g-input"
            accept=".json,application/json"
            onChange={({ target }) => void read(target.files?.[0])}
          />
        </label>
        {chosen !== undefined && chosen.document === null && <Banner tone="error">{words.notJson}</Banner>}
        {take.error && <Refusal error={take.error} document={chosen?.document ?? {}} />}
      </div>
    </Dialog>
  )
}

function documentOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function Refusal({ error, document }: { error: Error; document: Record<string, unknown> }) {
  const words = useWords(protocolWords)
  if (!(error instanceof Problem) || error.errors.length === 0) {
    const { protocolId, versionId } = error instanceof Problem ? error.details : {}
    const open = typeof protocolId === 'string' && typeof versionId === 'string' ? { protocolId, versionId } : null
    return (
      <Banner
        tone="error"
        actions={open && <ButtonLink href={addressOf(paths.editProtocol, open)}>{words.openDraft}</ButtonLink>}
      >
        {open ? words['draft-exists'] : say(codeOf(error))}
      </Banner>
    )
  }
  return (
    <>
      <Banner tone="error">{words.importErrors(error.errors.length)}</Banner>
      <DataTable<FieldProblem>
        caption={words.importErrors(error.errors.length)}
        captionHidden
        columns={[
          {
            key: 'place',
            header: words.place,
            title: true,
            cell: ({ pointer }) => placeText(pointer, document),
            value: ({ pointer }) => pointer,
          },
          { key: 'problem', header: words.problem, cell: (problem) => sayIssue(problem), value: ({ code }) => code },
        ]}
        rows={error.errors}
        rowKey={({ pointer, code }) => `${pointer} ${code}`}
        empty={{ title: words.none }}
      />
    </>
  )
}
