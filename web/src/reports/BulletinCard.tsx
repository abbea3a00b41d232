import { useQuery } from '@tanstack/react-query'
import { BulletinText } from '../counts/BulletinText'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { Tabs } from '../design/Tabs'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import { bulletinOf } from './api'

/** A frozen report in words, in both languages. */
export function BulletinCard({ id }: { id: string }) {
  const words = useWords(reportWords)
  return (
    <Card title={words.bulletin}>
      <Tabs
        label={words.bulletin}
        tabs={[
          { key: 'es', title: words.spanish, content: <Bulletin id={id} lang="es" /> },
          { key: 'en', title: words.english, content: <Bulletin id={id} lang="en" /> },
        ]}
      />
    </Card>
  )
}

function Bulletin({ id, lang }: { id: string; lang: 'es' | 'en' }) {
  const words = useWords(reportWords)
  const query = useQuery(bulletinOf(id, lang))
  return (
    <Answer query={query} lines={3}>
      {({ text }) => (
        <div className="g-stack">
          <p className="g-no-print">{words.bulletinText}</p>
          <BulletinText text={text} lang={lang} />
        </div>
      )}
    </Answer>
  )
}
