import type { Import } from 'shared/imports'
import { Button } from '../design/Button'
import { Menu, MenuItem } from '../design/Menu'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { downloadErrors } from './api'

/** The rejected rows as they came, each with what is wrong: to be mended and brought again. */
export function ErrorsMenu({ it: { id, rejected } }: { it: Import }) {
  const words = useWords(importWords)
  return (
    <Menu label={words.downloadErrors(rejected, shownNumber(rejected))} icon="download">
      {(close) =>
        (['xlsx', 'csv'] as const).map((format) => (
          <MenuItem
            key={format}
            icon="table"
            onClick={() => {
              void downloadErrors(id, format)
              close()
            }}
          >
            {format === 'xlsx' ? words.inXlsx : words.inCsv}
          </MenuItem>
        ))
      }
    </Menu>
  )
}

/** The same without a choice, where a menu would be too much. */
export function ErrorsButton({ it: { id, rejected } }: { it: Import }) {
  const words = useWords(importWords)
  return (
    <Button icon="download" onClick={() => void downloadErrors(id, 'xlsx')}>
      {words.downloadErrors(rejected, shownNumber(rejected))}
    </Button>
  )
}
