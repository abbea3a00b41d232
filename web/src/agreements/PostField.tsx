import { useQuery } from '@tanstack/react-query'
import { fold } from 'shared/fold'
import { Combobox } from '../design/Combobox'
import type { Option } from '../design/combobox-option'
import type { FieldProps } from '../design/Field'
import { useWords } from '../words/define'
import { postKindWords } from '../words/working-group'
import { type GroupPost, groupPosts } from './api'
import { placeIn } from './place'

/** One post of the working group, found by its name, its kind or its place. */
export function PostField({
  value,
  onChange,
  ...field
}: FieldProps & { id?: string; value: string; onChange: (postId: string) => void }) {
  const kinds = useWords(postKindWords)
  const posts = useQuery(groupPosts).data
  const option = ({ id, kind, name, place }: GroupPost): Option => ({
    code: id,
    label: name,
    detail: [kinds[kind], placeIn(place, '')].filter((it) => it !== '' && it !== name).join(' · '),
    silent: true,
  })
  const options = (posts ?? []).map(option)
  return (
    <Combobox
      {...field}
      minLetters={1}
      value={options.find(({ code }) => code === value) ?? null}
      onChange={(chosen) => onChange(chosen?.code ?? '')}
      recent={options.slice(0, 12)}
      search={async (text) => {
        const asked = fold(text).split(' ')
        return options
          .filter(({ label, detail = '' }) => asked.every((word) => fold(`${label} ${detail}`).includes(word)))
          .slice(0, 30)
      }}
    />
  )
}
