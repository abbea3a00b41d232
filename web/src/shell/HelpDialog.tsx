import { Link } from 'wouter'
import { Checkbox } from '../design/Choices'
import { Dialog } from '../design/Dialog'
import { KeyHints } from '../design/Steps'
import { paths } from '../paths'
import { setPreferences, usePreferences } from '../preferences'
import { useWords } from '../words/define'
import { shell } from '../words/shell'

export function HelpDialog({ onClose, finds }: { onClose: () => void; finds: boolean }) {
  const words = useWords(shell)
  const { shortcuts } = usePreferences()
  return (
    <Dialog title={words.helpTitle} onClose={onClose}>
      <div className="g-stack">
        <p>{words.helpText}</p>
        <KeyHints
          hints={[
            ...(finds ? [{ keys: 'Ctrl + K', does: words.shortcutFind }] : []),
            { keys: 'Ctrl + Enter', does: words.shortcutSave },
            { keys: 'Ctrl + /', does: words.shortcutHelp },
            { keys: 'Esc', does: words.shortcutClose },
          ]}
        />
        <Checkbox
          label={words.shortcutsOn}
          hint={words.shortcutsHint}
          checked={shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.target.checked })}
        />
        <p>
          <Link href={paths.style} onClick={onClose}>
            {words.styleGuide}
          </Link>
        </p>
      </div>
    </Dialog>
  )
}
