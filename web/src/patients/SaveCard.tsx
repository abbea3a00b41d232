import { Button } from '../design/Button'
import { Checkbox } from '../design/Choices'
import { KeyHints } from '../design/Steps'
import { type Saving, SavingStatus } from '../design/states'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { registration } from '../words/registration'

/** Save, what is saved and what is not, and the keys of a form for capturing. */
export function SaveCard({
  words: save,
  saving,
  enterNext,
  onEnterNext,
}: {
  words: string
  saving: Saving
  enterNext: boolean
  onEnterNext: (on: boolean) => void
}) {
  const words = useWords(registration)
  const shared = useWords(common)
  const working = saving.state === 'saving' || saving.state === 'waiting'
  return (
    <div className="g-card g-save">
      <Button type="submit" kind="primary" wide data-save busy={working} busyWords={shared.draftSaving}>
        {save}
      </Button>
      <SavingStatus saving={saving} />
      {saving.state === 'waiting' && <p className="g-save-note">{words.waiting}</p>}
      <div className="g-save-keys">
        <KeyHints
          hints={[
            { keys: 'Ctrl + Enter', does: words.keySave },
            ...(enterNext ? [{ keys: 'Enter', does: words.keyNext }] : []),
          ]}
        />
        <Checkbox label={words.enterNext} checked={enterNext} onChange={({ target }) => onEnterNext(target.checked)} />
      </div>
    </div>
  )
}
