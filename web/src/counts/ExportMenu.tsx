import { Menu, MenuItem } from '../design/Menu'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { downloadTable, type TableName, tables } from './api'
import type { Question } from './question'

const names = Object.keys(tables) as TableName[] // the keys of a constant are its names

/** Every table of the board, made by the server from the same figures. */
export function ExportMenu({ question, on }: { question: Question; on: string }) {
  const words = useWords(countWords)
  return (
    <Menu label={words.exportMenu} describedAs={words.exportMenuAs} icon="download">
      {(close) =>
        (['xlsx', 'csv'] as const).flatMap((format) =>
          names.map((name) => (
            <MenuItem
              key={`${name} ${format}`}
              icon="table"
              onClick={() => {
                void downloadTable(name, question, on, format)
                close()
              }}
            >
              {format === 'xlsx' ? words.asXlsx(words[name]) : words.asCsv(words[name])}
            </MenuItem>
          )),
        )
      }
    </Menu>
  )
}
