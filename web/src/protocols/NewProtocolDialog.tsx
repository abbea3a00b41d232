import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { NewProtocol, type ProtocolVersion } from 'shared/protocol-library'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { protocolWords } from '../words/protocols'
import { createProtocol } from './api'
import { useOwners } from './own-library'

/** Begins a protocol, or copies a version as a variant, and goes on in the editor. */
export function NewProtocolDialog({ base, onClose }: { base?: ProtocolVersion; onClose: () => void }) {
  const words = useWords(protocolWords)
  const shared = useWords(common)
  const owners = useOwners(words.ownerNetwork)
  const [keys] = useState(idempotencyKeys)
  const create = useMutation(createProtocol(keys))
  const [, navigate] = useLocation()
  const form = useForm(base === undefined ? 'new-protocol' : `variant/${base.id}`, {
    name: base?.protocol.name ?? '',
    code: base?.protocol.code ?? '',
    owner: null as string | null,
  })
  const { name, code } = form.values
  const owner = form.values.owner ?? owners[0]?.value
  const errorAt = (field: 'name' | 'code' | 'organizationId') => {
    const found = refusedAt(form.refused, field)
    return found === 'protocol-code-shape' || found === 'protocol-code-taken' ? words[found] : found
  }
  function save() {
    const body = {
      ...{ name, code: code.trim(), organizationId: owner === '' ? null : owner },
      ...(base === undefined ? {} : { variantOf: base.id }),
    }
    const wrong = refusals(NewProtocol, body)
    form.refuse(wrong)
    const [first] = wrong
    if (first) {
      document.getElementById(`protocol-${first.pointer.slice(2)}`)?.focus()
      return
    }
    create.mutate(NewProtocol.parse(body), {
      onSuccess: ({ id, protocol }) => {
        form.clear()
        navigate(addressOf(paths.editProtocol, { protocolId: protocol.id, versionId: id }))
      },
      onError: (error) => {
        if (error instanceof Problem) form.refuse(error.errors)
      },
    })
  }
  const failed = create.error !== null && form.refused.length === 0
  return (
    <Dialog
      title={base === undefined ? words.newTitle : words.variantTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={create.isPending} busyWords={shared.draftSaving} onClick={save}>
            {words.create}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {base && <p>{words.variantText}</p>}
        {failed && <Banner tone="error">{say(codeOf(create.error))}</Banner>}
        <TextField
          id="protocol-name"
          label={words.name}
          hint={words.nameHint}
          maxLength={120}
          error={errorAt('name')}
          value={name}
          onChange={({ target }) => form.set({ name: target.value })}
        />
        <TextField
          id="protocol-code"
          label={words.code}
          hint={words.codeHint}
          code
          maxLength={60}
          spellCheck={false}
          autoCapitalize="off"
          error={errorAt('code')}
          value={code}
          onChange={({ target }) => form.set({ code: target.value })}
        />
        <SelectField
          id="protocol-organizationId"
          label={words.owner}
          empty={false}
          error={errorAt('organizationId')}
          value={owner ?? ''}
          onChange={({ target }) => form.set({ owner: target.value }, ['organizationId'])}
          choices={owners}
        />
      </div>
    </Dialog>
  )
}
