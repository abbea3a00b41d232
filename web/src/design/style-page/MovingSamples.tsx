import { useState } from 'react'
import { common } from '../../words/common'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Button } from '../Button'
import { ConflictView } from '../ConflictView'
import { Dialog } from '../Dialog'
import { Disclosure } from '../Disclosure'
import { Menu, MenuItem } from '../Menu'
import { KeyHints, Steps } from '../Steps'
import { Tabs } from '../Tabs'
import { TextField } from '../TextField'
import { Timeline } from '../Timeline'

export function MovingSamples() {
  const words = useWords(stylePage)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Tabs
        label={words.moving}
        tabs={[
          { key: 'summary', title: words.tabSummary, content: <p>{words.tabSummaryText}</p> },
          { key: 'treatment', title: words.tabTreatment, content: <p>{words.tabTreatmentText}</p> },
          { key: 'history', title: words.tabHistory, content: <History /> },
        ]}
      />
      <div className="g-row">
        <Button onClick={() => setOpen(true)}>{words.openDialog}</Button>
        <Menu label={words.menu} icon="menu">
          {(close) => (
            <>
              <MenuItem icon="pencil" onClick={close}>
                {words.menuEdit}
              </MenuItem>
              <MenuItem icon="printer" onClick={close}>
                {words.menuPrint}
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
      {open && <Removal onClose={() => setOpen(false)} />}
      <Disclosure title={words.disclosure}>
        <p>{words.disclosureText}</p>
      </Disclosure>
      <h3>{words.timeline}</h3>
      <History />
      <h3>{words.steps}</h3>
      <Steps label={words.steps} now={2} steps={[words.stepUpload, words.stepMap, words.stepReview, words.stepSave]} />
      <KeyHints
        hints={[
          { keys: 'Ctrl + Enter', does: words.keySave },
          { keys: 'Ctrl + K', does: words.keyFind },
        ]}
      />
      <h3>{words.conflict}</h3>
      <ConflictView
        who={words.byClerk}
        at="2024-08-09T20:32:00Z"
        onResolve={() => undefined}
        conflicts={[
          { key: 'phone', label: words.phone, mine: '55 1234 5678', theirs: '55 8765 4321' },
          { key: 'surname', label: words.secondSurname, mine: 'López', theirs: '' },
        ]}
      />
    </>
  )
}

function Removal({ onClose }: { onClose: () => void }) {
  const words = useWords(stylePage)
  const buttons = useWords(common)
  return (
    <Dialog
      title={words.dialogTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onClick={onClose}>
            {words.danger}
          </Button>
          <Button onClick={onClose}>{buttons.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.dialogText}</p>
        <TextField label={words.reason} />
      </div>
    </Dialog>
  )
}

function History() {
  const words = useWords(stylePage)
  return (
    <Timeline
      entries={[
        {
          id: '1',
          icon: 'report',
          title: words.event1,
          at: { instant: '2024-08-09T20:32:00Z' },
          by: words.byNurse,
          content: <p>C91.0 {words.option1}</p>,
        },
        { id: '2', icon: 'pencil', title: words.event2, at: { instant: '2024-08-08T15:05:00Z' }, by: words.byClerk },
        { id: '3', icon: 'personAdd', title: words.event3, at: { text: '08/08/2024' }, by: words.byClerk },
      ]}
    />
  )
}
