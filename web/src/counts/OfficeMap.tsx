import { useQuery } from '@tanstack/react-query'
import type { Counts } from 'shared/counts'
import { Answer } from '../design/Answer'
import { TileMap } from '../design/charts/TileMap'
import { ooads } from '../network/api'
import { paths } from '../paths'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { counts, downloadTable } from './api'
import { figure } from './figure'
import type { Question } from './question'

/** Key of people in hospitals whose OOAD is not known (shared/counts). */
const notAssigned = 'not-assigned'

/** All 35 offices, also those without anybody; a press opens the hospitals of one. Other readers get other words and ways. */
export function OfficeMap({
  question,
  title,
  note,
  hrefOf = (code) => `${paths.hospitals}?oficina=${code}`,
}: {
  question: Question
  title?: string
  note?: string
  hrefOf?: (ooadCode: string) => string
}) {
  const words = useWords(countWords)
  const offices = useQuery(ooads)
  const query = useQuery(counts(question, 'ooad'))
  return (
    <Answer query={offices}>
      {({ items }) => (
        <Answer query={query}>
          {(answer) => {
            const rows = new Map(answer.rows.map((row) => [row.key, row]))
            const shown = items.map(({ code, name }) => {
              const row = rows.get(code)
              return { ooadCode: code, name, value: row === undefined ? 0 : row.patients }
            })
            const unassigned = rows.get(notAssigned)
            const most = largest(shown)
            return (
              <TileMap
                title={title ?? (most ? words.mapTitle(most.name, figure(most.value)) : words.mapEmpty)}
                note={[note ?? words.mapNote, unassigned && words.mapUnassigned(figure(unassigned.patients))]
                  .filter(Boolean)
                  .join(' ')}
                offices={shown}
                hrefOf={hrefOf}
                fileName={`girasol-oficinas-${answer.on}`}
                onExport={() => void downloadTable('tableByOffice', question, answer.on, 'xlsx')}
              />
            )
          }}
        </Answer>
      )}
    </Answer>
  )
}

/** A hidden figure may be large, so nobody is called first where one is hidden. */
function largest(offices: readonly { name: string; value: Counts['total']['patients'] }[]) {
  if (offices.some(({ value }) => value === null)) return undefined
  const [most] = [...offices].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return most?.value ? most : undefined
}
