import { useQuery } from '@tanstack/react-query'
import { StatusTag } from '../design/Banner'
import { type Column, DataTable } from '../design/DataTable'
import { hospitalsByIds } from '../network/api'
import { inHospitalTime } from '../time'
import { audit as auditWords } from '../words/audit'
import { useWords } from '../words/define'
import type { Event } from './chosen'
import { sayDetails, sayWhat } from './said'

export function EventTable({
  events,
  onUser,
  onPatient,
}: {
  events: readonly Event[]
  onUser: (id: string, name: string) => void
  onPatient: (id: string) => void
}) {
  const words = useWords(auditWords)
  const ids = [
    ...new Set(events.flatMap(({ organizationId }) => (organizationId === null ? [] : [organizationId]))),
  ].sort()
  const hospitals = useQuery(hospitalsByIds(ids.slice(0, 100))).data
  const columns: readonly Column<Event>[] = [
    {
      key: 'when',
      header: words.when,
      title: true,
      cell: ({ recordedAt }) => (
        <time className="g-audit-when" dateTime={recordedAt}>
          {inHospitalTime(recordedAt)}
        </time>
      ),
    },
    {
      key: 'who',
      header: words.who,
      cell: ({ userId, userName }) =>
        userId === null ? (
          words.nobody
        ) : (
          <button
            type="button"
            className="g-audit-link"
            title={words.seeUser(userName ?? '')}
            onClick={() => onUser(userId, userName ?? '')}
          >
            {userName}
          </button>
        ),
    },
    {
      key: 'what',
      header: words.what,
      cell: (event) => (
        <>
          {sayWhat(words, event)}{' '}
          {event.patientId !== null && (
            <button
              type="button"
              className="g-audit-link"
              title={words.seePatient}
              onClick={() => onPatient(event.patientId ?? '')}
            >
              <span className="g-hidden">{words.seePatient}: </span>
              <code>…{event.patientId.slice(-6)}</code>
            </button>
          )}
        </>
      ),
    },
    {
      key: 'where',
      header: words.where,
      cell: ({ organizationId }) => hospitals?.find(({ id }) => id === organizationId)?.name ?? '—',
    },
    { key: 'detail', header: words.detail, cell: (event) => sayDetails(words, event) || '—' },
    {
      key: 'chain',
      header: words.chain,
      cell: ({ sealed }) => (
        <StatusTag tone={sealed ? 'success' : 'neutral'}>{sealed ? words.sealed : words.waiting}</StatusTag>
      ),
    },
  ]
  return (
    <DataTable
      caption={words.caption}
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      copy={false}
      empty={{ title: words.none }}
    />
  )
}
