import { useQuery } from '@tanstack/react-query'
import type { Bulletin } from 'shared/bulletins'
import { ConflictView } from '../design/ConflictView'
import { namesOf } from '../patients/api'
import type { Problem } from '../problem'
import { bulletinWords } from '../words/bulletins'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { type BulletinForm, formOf } from './form'

const fields = ['number', 'year', 'titleEs', 'textEs', 'titleEn', 'textEn', 'photos'] as const

/** Two people's texts of one bulletin, field by field; what is kept goes on from the other's version. */
export function Conflicts({
  problem,
  values,
  busy,
  onResolve,
}: {
  problem: Problem
  values: BulletinForm
  busy: boolean
  onResolve: (next: BulletinForm) => void
}) {
  const words = useWords(bulletinWords)
  const usual = useWords(common)
  const current = problem.details['current'] as Bulletin // as the server answers a stale version
  const theirs = formOf(current)
  const by = current.updatedBy
  const names = useQuery(namesOf(by === null ? [] : [by])).data
  const shown = (form: BulletinForm, field: (typeof fields)[number]) =>
    field === 'photos' ? form.photos.map(({ url, caption }) => `${caption} ${url}`).join('; ') : form[field]
  const labels = {
    number: words.number,
    year: words.year,
    titleEs: `${words.title} (${words.spanish})`,
    textEs: `${words.text} (${words.spanish})`,
    titleEn: `${words.title} (${words.english})`,
    textEn: `${words.text} (${words.english})`,
    photos: words.photos,
  }
  const apart = fields.filter((field) => JSON.stringify(values[field]) !== JSON.stringify(theirs[field]))
  return (
    <ConflictView
      who={(by !== null && names?.get(by)) || usual.noValue}
      at={current.updatedAt}
      busy={busy}
      conflicts={apart.map((field) => ({
        key: field,
        label: labels[field],
        mine: shown(values, field),
        theirs: shown(theirs, field),
      }))}
      onResolve={(kept) =>
        onResolve({
          ...values,
          ...Object.fromEntries(
            apart.filter((field) => kept[field] === 'theirs').map((field) => [field, theirs[field]]),
          ),
          version: current.version,
        })
      }
    />
  )
}
