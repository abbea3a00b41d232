import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DueReminder } from 'shared/reminders'
import { Link } from 'wouter'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { Icon } from '../design/Icon'
import { idempotencyKeys } from '../http'
import { PainMark } from '../pain-assessments/PainMark'
import { saidAgo } from '../pain-assessments/pain-said'
import { SparkLine } from '../pain-chart/SparkLine'
import { addressOf, paths } from '../paths'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { wardWords } from '../words/ward'
import { answerCall } from './api'
import { askedText, standing } from './due-text'
import type { WardRow } from './rows'

/** People of a band: who, what is due, the last pain, and where it is recorded. */
export function WardTable({ caption, rows, now }: { caption: string; rows: readonly WardRow[]; now: number }) {
  const words = useWords(wardWords)
  const columns: readonly Column<WardRow>[] = [
    { key: 'person', header: words.person, title: true, cell: (row) => <Person {...row} /> },
    {
      key: 'asks',
      header: words.asks,
      cell: ({ reminders, name }) =>
        reminders.length === 0 ? (
          words.nothing
        ) : (
          <ul className="g-ward-asks">
            {reminders.map((reminder) => (
              <li key={reminder.id}>
                <Asked reminder={reminder} name={name} now={now} />
              </li>
            ))}
          </ul>
        ),
    },
    { key: 'pain', header: words.lastPain, cell: (row) => <LastPain {...row} now={now} /> },
  ]
  return (
    <DataTable
      caption={caption}
      level={2}
      copy={false}
      columns={columns}
      rows={rows}
      rowKey={({ patientId }) => patientId}
      empty={{ title: words.none }}
      pageLength={1000}
    />
  )
}

function Person({ patientId, name, ageInMonths, service }: WardRow) {
  const words = useWords(wardWords)
  return (
    <>
      <Link href={addressOf(paths.patient, { patientId })} translate="no" aria-label={words.openFor(name)}>
        {name}
      </Link>
      <span className="g-ward-facts">{[words.age(ageInMonths), service].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function Asked({ reminder, name, now }: { reminder: DueReminder; name: string; now: number }) {
  const { tone, icon, text } = standing(reminder, now)
  return (
    <>
      <StatusTag tone={tone} icon={icon}>
        {text}
      </StatusTag>{' '}
      {askedText(reminder)}{' '}
      {reminder.kind === 'escalation' && (
        <span className="g-no-print">
          <Called id={reminder.id} name={name} />
        </span>
      )}
    </>
  )
}

function Called({ id, name }: { id: string; name: string }) {
  const words = useWords(wardWords)
  const call = useMutation(answerCall)
  const keys = useMemo(idempotencyKeys, [])
  return (
    <Button
      size="small"
      icon="check"
      aria-label={words.calledFor(name)}
      busy={call.isPending}
      busyWords={words.calling}
      onClick={() => call.mutate({ id, headers: keys.headersFor({ id }) })}
    >
      {words.called}
    </Button>
  )
}

/** The last pain with its shade and word, and the way to the next: one press from the ward. */
function LastPain({ patientId, name, lastPain, recent, now }: WardRow & { now: number }) {
  const words = useWords(wardWords)
  return (
    <span className="g-ward-pain">
      <span>
        {lastPain === null ? (
          words.neverAssessed
        ) : (
          <>
            <PainMark {...lastPain} /> <SparkLine scores={recent} />
            <span className="g-ward-ago g-no-print">{saidAgo(lastPain.effectiveDateTime, now)}</span>
            <span className="g-print-only">{inHospitalTime(lastPain.effectiveDateTime)}</span>
          </>
        )}
      </span>
      <Link
        href={addressOf(paths.pain, { patientId })}
        className="g-button g-button-secondary g-button-small g-no-print"
        aria-label={words.assessFor(name)}
      >
        <Icon name="pencil" />
        <span>{words.assess}</span>
      </Link>
    </span>
  )
}
