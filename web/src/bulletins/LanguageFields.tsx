import { useRef } from 'react'
import type { SessionFigure } from 'shared/session-figures'
import { Card } from '../design/Card'
import { TextAreaField, TextField } from '../design/TextField'
import { type Form, refusedAt } from '../form'
import { FigureCheck } from '../session-figures/FigureCheck'
import { InsertFigure } from '../session-figures/InsertFigure'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'
import type { BulletinForm } from './form'
import { Preview } from './Preview'

/** Title and text in one language, how it will read, and what its figures say wrongly. */
export function LanguageFields({
  lang,
  form: { values, refused, set },
  figures,
}: {
  lang: 'es' | 'en'
  form: Form<BulletinForm>
  figures: readonly SessionFigure[]
}) {
  const words = useWords(bulletinWords)
  const box = useRef<HTMLTextAreaElement>(null)
  const [title, text] = lang === 'es' ? (['titleEs', 'textEs'] as const) : (['titleEn', 'textEn'] as const)
  const select = (at: number, length: number) => {
    box.current?.focus()
    box.current?.setSelectionRange(at, at + length)
  }
  const insert = (reference: string) => {
    const { selectionStart: from, selectionEnd: to } = box.current ?? { selectionStart: 0, selectionEnd: 0 }
    set({ [text]: `${values[text].slice(0, from)}${reference}${values[text].slice(to)}` })
    requestAnimationFrame(() => select(from + reference.length, 0))
  }
  return (
    <Card title={lang === 'es' ? words.spanish : words.english}>
      <div className="g-stack">
        <TextField
          id={title}
          label={words.title}
          lang={lang}
          value={values[title]}
          error={refusedAt(refused, title)}
          onChange={({ target }) => set({ [title]: target.value })}
        />
        <InsertFigure figures={figures} lang={lang} onInsert={insert} />
        <TextAreaField
          id={text}
          ref={box}
          label={words.text}
          hint={words.textHint}
          lang={lang}
          rows={16}
          value={values[text]}
          error={refusedAt(refused, text)}
          onChange={({ target }) => set({ [text]: target.value })}
        />
        <FigureCheck text={values[text]} figures={figures} lang={lang} onGo={select} />
        <div className="g-bulletin-preview">
          <p className="g-bulletin-soft">{words.preview}</p>
          <Preview title={values[title]} text={values[text]} figures={figures} lang={lang} />
        </div>
      </div>
    </Card>
  )
}
