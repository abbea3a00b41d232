import { figureInWords } from 'shared/figure-words'
import type { SessionFigure } from 'shared/session-figures'
import { SelectField } from '../design/SelectField'
import { useWords } from '../words/define'
import { figureNames, sessionFigureWords } from '../words/session-figures'

/** The menu of figures of a session, each with how it reads; a choice puts its reference into the text. */
export function InsertFigure({
  figures,
  lang,
  onInsert,
}: {
  figures: readonly SessionFigure[]
  lang: 'es' | 'en'
  onInsert: (reference: string) => void
}) {
  const words = useWords(sessionFigureWords)
  const names = useWords(figureNames)
  return (
    <SelectField
      label={words.insert}
      value=""
      onChange={({ target }) => target.value !== '' && onInsert(`{{${target.value}}}`)}
      choices={figures.map(({ key, value }) => ({
        value: key,
        label: `${names[key]}: ${figureInWords(key, value, lang)}`,
      }))}
    />
  )
}
