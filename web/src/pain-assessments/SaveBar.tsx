import { type PainScale, severityOf } from 'shared/pain-scales'
import { Button } from '../design/Button'
import { SavingStatus } from '../design/states'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { PainMark } from './PainMark'
import type { PainForm } from './pain-form'

/** What would be saved, and the save; always in reach of the thumb. */
export function SaveBar({
  scale,
  total,
  items,
  form,
}: {
  scale: PainScale | undefined
  total: number | undefined
  items: Readonly<Record<string, number>>
  form: Pick<PainForm, 'saving' | 'changed'>
}) {
  const words = useWords(painWords)
  const shared = useWords(common)
  const left = scale?.items ? scale.items.filter(({ id }) => items[id] === undefined).length : 0
  return (
    <div className="g-pain-save">
      <Button type="submit" kind="primary" data-save busy={form.saving} busyWords={shared.draftSaving}>
        {words.save}
      </Button>
      <span role="status" className="g-pain-total">
        {scale && total !== undefined ? (
          <PainMark score={total} scoreMax={scale.total.max} severity={severityOf(scale, total)} />
        ) : (
          left > 0 && <span className="g-pain-soft">{words.itemsLeft(left)}</span>
        )}
      </span>
      <SavingStatus saving={{ state: form.saving ? 'saving' : form.changed ? 'unsaved' : 'clean' }} />
    </div>
  )
}
