import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { painScales } from '../pain-assessments/api'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { calledName } from '../patients/shown'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { say } from '../words/problems'
import { CorrectionDialog } from './CorrectionDialog'
import { DiscardDialog } from './DiscardDialog'
import { fieldLabel, gist, shownFields, shownValue } from './item-facts'
import type { HeldItem } from './queue'
import { currentBody, drain } from './sender'
import { looks, standingOf, useOutbox } from './useOutbox'

/** Everything that is not saved yet, whole: nothing typed is lost, whatever the server said of it. */
export function OutboxPage() {
  const words = useWords(outboxWords)
  const { items } = useOutbox()
  useQuery(painScales) // names the rows of a scale
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      {items.length === 0 ? (
        <EmptyState icon="success" title={words.nothing} text={words.nothingText} />
      ) : (
        <ul className="g-stack">
          {items.map((item) => (
            <li key={item.id}>
              <Item item={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Item({ item }: { item: HeldItem }) {
  const words = useWords(outboxWords)
  const [open, setOpen] = useState<'correct' | 'discard'>()
  const standing = standingOf(item)
  const close = () => setOpen(undefined)
  return (
    <Card
      title={[words[item.kind], gist(item)].filter(Boolean).join(' · ')}
      actions={<StatusTag {...looks[standing]}>{words[standing]}</StatusTag>}
    >
      <div className="g-stack">
        <Why item={item} />
        {!item.kept && !item.expired && <Banner tone="warning">{words.notKept}</Banner>}
        <DescriptionList
          items={[
            { term: words.of, value: <Whose patientId={item.patientId} /> },
            ...shownFields(currentBody(item)).map(([field, value]) => ({
              term: fieldLabel(field),
              value: shownValue(item, field, value),
            })),
          ]}
        />
        <p>{words.pressedOn(inHospitalTime(new Date(item.at)))}</p>
        <div className="g-row">
          {standing === 'waiting' ? (
            <Button icon="upload" onClick={() => void drain()}>
              {words.sendNow}
            </Button>
          ) : (
            <Button kind="primary" icon="pencil" onClick={() => setOpen('correct')}>
              {words.correct}
            </Button>
          )}
          <Button kind="quiet" icon="close" onClick={() => setOpen('discard')}>
            {words.discard}
          </Button>
        </div>
      </div>
      {open === 'correct' && <CorrectionDialog item={item} onClose={close} />}
      {open === 'discard' && <DiscardDialog item={item} onClose={close} />}
    </Card>
  )
}

function Why({ item: { refusal }, item }: { item: HeldItem }) {
  const words = useWords(outboxWords)
  const standing = standingOf(item)
  if (refusal === undefined) return <p>{standing === 'refused' ? '' : words[`${standing}Text`]}</p>
  return (
    <Banner tone="error" title={say(refusal.type)}>
      {refusal.errors.length > 0 && (
        <ul>
          {refusal.errors.map(({ pointer, code }) => (
            <li key={`${pointer} ${code}`}>
              {fieldLabel(pointer.replace(/^#\/([^/]*).*$/, '$1'))}: {say(code)}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

/** The name comes from the server, when it can be reached; the queue does not hold it. */
function Whose({ patientId }: { patientId: string }) {
  const words = useWords(outboxWords)
  const person = useQuery(patientQuery(patientId)).data
  return <Link href={addressOf(paths.patient, { patientId })}>{person ? calledName(person) : words.openRecord}</Link>
}
