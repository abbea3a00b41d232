import { useEffect } from 'react'
import { Link } from 'wouter'
import { StatusTag } from '../design/Banner'
import { Card } from '../design/Card'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import { ItemTitle } from './ItemTitle'
import { looks, standingOf, useOutbox } from './useOutbox'
import './OutboxStrip.css'

/**
 * In a person's record: what was recorded of them on this device and is not saved yet. Nothing when there is none. The
 * page that shows it whole is fetched at once, while there is a line.
 */
export function WaitingItems({ patientId }: { patientId: string }) {
  const words = useWords(outboxWords)
  const { items } = useOutbox()
  useEffect(() => {
    import('./OutboxPage').catch(() => undefined) // without a line now, it is fetched when it is opened
  }, [])
  const own = items.filter((item) => item.patientId === patientId)
  if (own.length === 0) return null
  return (
    <Card title={words.inRecord} actions={<Link href={paths.outbox}>{words.look}</Link>}>
      <ul className="g-outbox-list">
        {own.map((item) => (
          <li key={item.id}>
            <ItemTitle item={item} /> <StatusTag {...looks[standingOf(item)]}>{words[standingOf(item)]}</StatusTag>
          </li>
        ))}
      </ul>
    </Card>
  )
}
