import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import type { FieldProblem } from '../problem'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'
import type { BulletinForm } from './form'

type Mark = FieldProblem & { at: number; length: number }

const isMark = (problem: FieldProblem): problem is Mark =>
  problem.code.startsWith('identifies-') && 'at' in problem && 'length' in problem

/** The places that may say who somebody is; a common word that is nobody's name may stay. */
export function IdentityMarks({
  refused,
  values,
  onNobody,
}: {
  refused: readonly FieldProblem[]
  values: BulletinForm
  onNobody: (text: string) => void
}) {
  const words = useWords(bulletinWords)
  const marks = refused.filter(isMark)
  if (marks.length === 0) return null
  return (
    <Banner tone="error" title={words.identifies}>
      <ul className="g-stack">
        {marks.map((mark) => {
          const text = textAt(values, mark.pointer)
          const marked = text.slice(mark.at, mark.at + mark.length)
          return (
            <li key={`${mark.pointer} ${mark.at}`}>
              {text.slice(Math.max(0, mark.at - 30), mark.at)}
              <mark>{marked}</mark>
              {text.slice(mark.at + mark.length, mark.at + mark.length + 30)}{' '}
              {mark.code === 'identifies-word' && (
                <Button size="small" onClick={() => onNobody(marked)}>
                  {words.notAPerson(marked)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}

function textAt({ titleEs, titleEn, textEs, textEn, photos }: BulletinForm, pointer: string): string {
  const [field = '', at] = pointer.replace('#/', '').split('/')
  const texts: Readonly<Record<string, string>> = { titleEs, titleEn, textEs, textEn }
  return texts[field] ?? photos[Number(at)]?.caption ?? ''
}
