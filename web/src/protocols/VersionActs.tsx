import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Protocol, ProtocolVersion } from 'shared/protocol-library'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf, Problem } from '../problem'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { protocolWords } from '../words/protocols'
import { changeVersion, draftVersion } from './api'

/** What whoever writes the library can do with a version: edit or publish a draft; follow or retire one in use. */
export function VersionActs({
  version,
  versions,
  inEditor = false,
}: {
  version: ProtocolVersion
  versions: Protocol['versions']
  inEditor?: boolean
}) {
  const words = useWords(protocolWords)
  const [asks, ask] = useState<'in-use' | 'retirement'>()
  const { id: versionId, status } = version
  const protocolId = version.protocol.id
  const draft = versions.find((it) => it.status === 'draft')
  const editor = (id: string) => addressOf(paths.editProtocol, { protocolId, versionId: id })
  return (
    <>
      {status === 'draft' ? (
        <>
          {!inEditor && (
            <ButtonLink kind="primary" icon="pencil" href={editor(versionId)}>
              {words.edit}
            </ButtonLink>
          )}
          <Button icon="check" onClick={() => ask('in-use')}>
            {words.publish}
          </Button>
        </>
      ) : draft ? (
        <ButtonLink icon="pencil" href={editor(draft.id)}>
          {words.openDraft}
        </ButtonLink>
      ) : (
        <NewVersion protocolId={protocolId} from={versionId} editor={editor} />
      )}
      {status === 'in-use' && (
        <Button kind="danger" onClick={() => ask('retirement')}>
          {words.retire}
        </Button>
      )}
      {asks && <Confirm act={asks} version={version} versions={versions} onClose={() => ask(undefined)} />}
    </>
  )
}

function NewVersion({
  protocolId,
  from,
  editor,
}: {
  protocolId: string
  from: string
  editor: (id: string) => string
}) {
  const words = useWords(protocolWords)
  const [keys] = useState(idempotencyKeys)
  const [, navigate] = useLocation()
  const draft = useMutation(draftVersion(protocolId, keys))
  return (
    <>
      <Button
        icon="pencil"
        busy={draft.isPending}
        onClick={() => draft.mutate(from, { onSuccess: ({ id }) => navigate(editor(id)) })}
      >
        {words.newVersion}
      </Button>
      {draft.error && <Failed error={draft.error} />}
    </>
  )
}

function Failed({ error }: { error: Error }) {
  const words = useWords(protocolWords)
  const code = codeOf(error).replace('/problems/', '')
  return (
    <Banner tone="error">
      {code === 'draft-exists' || code === 'protocol-version-frozen' ? words[code] : say(code)}
    </Banner>
  )
}

function Confirm({
  act,
  version,
  versions,
  onClose,
}: {
  act: 'in-use' | 'retirement'
  version: ProtocolVersion
  versions: Protocol['versions']
  onClose: () => void
}) {
  const words = useWords(protocolWords)
  const shared = useWords(common)
  const change = useMutation(changeVersion(version.protocol.id, version.id))
  const errors = version.issues.filter(({ severity }) => severity === 'error').length
  const warnings = version.issues.length - errors
  const current = versions.find(({ status }) => status === 'in-use')
  const publishes = act === 'in-use'
  const refused = change.error instanceof Problem && change.error.errors.length > 0 ? change.error.errors.length : 0
  return (
    <Dialog
      title={publishes ? words.publishTitle(version.number) : words.retireTitle(version.number)}
      onClose={onClose}
      actions={
        <>
          {(!publishes || errors === 0) && (
            <Button
              kind={publishes ? 'primary' : 'danger'}
              busy={change.isPending}
              onClick={() => change.mutate({ act, read: version.version }, { onSuccess: onClose })}
            >
              {publishes ? words.publish : words.retire}
            </Button>
          )}
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{publishes ? words.publishText : words.retireText}</p>
        {publishes && current && <p>{words.publishRetires(current.number)}</p>}
        {publishes && errors > 0 && <Banner tone="error">{words.errorsLeft(errors)}</Banner>}
        {publishes && warnings > 0 && <Banner tone="warning">{words.warningsLeft(warnings)}</Banner>}
        {change.error &&
          (refused > 0 ? <Banner tone="error">{words.errorsLeft(refused)}</Banner> : <Failed error={change.error} />)}
      </div>
    </Dialog>
  )
}
