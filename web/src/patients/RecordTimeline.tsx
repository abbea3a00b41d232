import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Timeline as History } from 'shared/patients'
import { Answer } from '../design/Answer'
import { EmptyState } from '../design/states'
import { Timeline, type TimelineEntry } from '../design/Timeline'
import { factText } from '../facts/timeline-text'
import { timelineDose } from '../medication-administrations/dose-said'
import { useMedications } from '../medications/api'
import { inHospitalTime, shownDay } from '../time'
import { useWords } from '../words/define'
import { record as recordWords, timelineIcons } from '../words/record'
import { namesOf } from './api'
import { usePersonLabel } from './person-labels'

export function RecordTimeline({ history }: { history: UseQueryResult<History> }) {
  return <Answer query={history}>{({ items }) => <HistoryEntries items={items} />}</Answer>
}

/** Newest first, with who wrote each. */
export function HistoryEntries({ items }: { items: History['items'] }) {
  const words = useWords(recordWords)
  const labelOf = usePersonLabel()
  const known = useMedications()
  const writers = [...new Set(items.flatMap(({ recordedBy }) => (recordedBy === null ? [] : [recordedBy])))].sort()
  const names = useQuery(namesOf(writers)).data
  if (items.length === 0) return <EmptyState icon="clock" title={words.emptyHistory} />
  const entries = items.map((item): TimelineEntry => {
    const { id, kind, on, recordedAt, recordedBy, details } = item
    const text = (key: string) => (typeof details[key] === 'string' ? details[key] : undefined)
    const weight = details['weightKg']
    const state = kind === 'care-plan-changed' ? text('status') : undefined
    const stage = text('stageValue')
    const group = text('iccc3Subgroup') ?? text('iccc3Group')
    const dose = kind === 'administration' ? timelineDose(known, details) : undefined
    const fields = Array.isArray(details['fields']) ? details['fields'].map((field) => labelOf(String(field))) : []
    const said = [
      ...(dose?.said ?? []),
      text('protocol'),
      state && words.planState(state),
      typeof weight === 'number' ? words.planWeight(weight) : undefined,
      text('icd10'),
      text('topography'),
      text('morphology'),
      group && words.group(group),
      stage && words.stage(stage),
      fields.length > 0 ? words.editedFields(fields.join(', ')) : undefined,
      text('reason') && words.goneReason(text('reason') ?? ''),
      ...factText(item),
      text('mistake') && words.markedMistake(text('mistake') ?? ''),
    ].filter((part) => part !== undefined && part !== '')
    const name = recordedBy === null ? undefined : names?.get(recordedBy)
    const written = on === null ? undefined : words.recordedOn(inHospitalTime(recordedAt))
    return {
      id,
      icon: timelineIcons[kind],
      title: dose ? dose.title : kind === 'event' ? words.eventNamed(text('event') ?? '') : words[kind],
      at: on === null ? { instant: recordedAt } : { text: shownDay(on) },
      by: [written, name && words.by(name)].filter(Boolean).join(' '),
      ...(said.length > 0 && { content: <p>{said.join(' · ')}</p> }),
    }
  })
  return <Timeline entries={entries} />
}
