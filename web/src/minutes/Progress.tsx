import { useQuery } from '@tanstack/react-query'
import type { Minutes } from 'shared/minutes'
import { Steps } from '../design/Steps'
import { namesOf } from '../patients/api'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'

/** How far the minutes have come, and who brought them there. */
export function Progress({ minutes }: { minutes: Minutes }) {
  const words = useWords(minutesWords)
  const { status, authors, agreedBy, agreedAt, publishedBy, publishedAt } = minutes
  const people = [...new Set([...authors, agreedBy, publishedBy])].filter((id) => id !== null)
  const names = useQuery(namesOf(people))
  const nameOf = (id: string | null) => names.data?.get(id ?? '') ?? words.somebody
  const now = { draft: 0, agreed: 1, published: 3 }[status] // published: the last step is done too
  return (
    <div className="g-minutes-progress">
      <Steps label={words.steps} steps={[words.draft, words.agreed, words.published]} now={now} />
      <ul>
        <li>{words.wrote(authors.map(nameOf).join(', '))}</li>
        {agreedAt && <li>{words.agreedBy(nameOf(agreedBy), inHospitalTime(agreedAt))}</li>}
        {publishedAt && <li>{words.publishedBy(nameOf(publishedBy), inHospitalTime(publishedAt))}</li>}
      </ul>
    </div>
  )
}
