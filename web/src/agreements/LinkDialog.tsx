import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FollowedCase } from 'shared/agreements'
import type { PatientList } from 'shared/patients'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Combobox } from '../design/Combobox'
import type { Option } from '../design/combobox-option'
import { Dialog } from '../design/Dialog'
import { http } from '../http'
import { codeOf } from '../problem'
import { shownDay, shownNumber } from '../time'
import { agreementWords } from '../words/agreements'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { linkCase } from './api'

/** Whom an alias means: one of the people whom the hospital treats, found as anywhere else. */
export function LinkDialog({
  followed: { agreementId, organizationId, caseAlias, code, text },
  onLinked,
  onClose,
}: {
  followed: FollowedCase
  onLinked: (alias: string) => void
  onClose: () => void
}) {
  const words = useWords(agreementWords)
  const shared = useWords(common)
  const [chosen, choose] = useState<Option | null>(null)
  const [missing, miss] = useState(false)
  const link = useMutation(linkCase(agreementId))

  async function search(asked: string, signal: AbortSignal): Promise<Option[]> {
    const { items } = await http
      .get('patients', { searchParams: { search: asked, organizationId, limit: 12 }, signal })
      .json<PatientList>()
    return items.map(({ id, displayName, birthDate, recordNumber }) => ({
      code: id,
      label: displayName,
      detail: `${shownDay(birthDate)}, ${words.recordNumber(shownNumber(recordNumber))}`,
      silent: true,
    }))
  }

  function save() {
    miss(chosen === null)
    if (chosen === null) {
      document.getElementById('case-person')?.focus()
      return
    }
    link.mutate(chosen.code, {
      onSuccess: () => {
        onLinked(caseAlias)
        onClose()
      },
    })
  }

  return (
    <Dialog
      title={words.linkTitle(caseAlias)}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={link.isPending} busyWords={words.saving} onClick={save}>
            {words.linkSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{`${words.agreementCode(code)}: ${text}`}</p>
        <p>{words.linkText}</p>
        {link.error && <Banner tone="error">{say(codeOf(link.error))}</Banner>}
        <Combobox
          id="case-person"
          label={words.linkPerson}
          hint={words.linkPersonHint}
          error={missing && chosen === null ? 'not-chosen' : undefined}
          value={chosen}
          onChange={choose}
          search={search}
        />
      </div>
    </Dialog>
  )
}
