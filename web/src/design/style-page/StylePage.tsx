import type { ReactNode } from 'react'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Button } from '../Button'
import { PageHeader } from '../PageHeader'
import { ChartSamples } from './ChartSamples'
import { ControlSamples } from './ControlSamples'
import { DataSamples } from './DataSamples'
import { Foundations } from './Foundations'
import { MessageSamples } from './MessageSamples'
import { MovingSamples } from './MovingSamples'
import './StylePage.css'

/** Every component in every state, made of the same files the screens use. */
export function StylePage() {
  const words = useWords(stylePage)
  const parts: readonly { id: string; title: string; content: ReactNode }[] = [
    {
      id: 'principles',
      title: words.principles,
      content: <Rules rules={[words.principle1, words.principle2, words.principle3]} />,
    },
    { id: 'colours', title: words.colours, content: <Foundations /> },
    { id: 'controls', title: words.fields, content: <ControlSamples /> },
    { id: 'messages', title: words.messages, content: <MessageSamples /> },
    { id: 'data', title: words.cards, content: <DataSamples /> },
    { id: 'moving', title: words.moving, content: <MovingSamples /> },
    { id: 'charts', title: words.charts, content: <ChartSamples /> },
    { id: 'writing', title: words.writing, content: <Writing /> },
    {
      id: 'print',
      title: words.print,
      content: (
        <>
          <p>{words.printText}</p>
          <div>
            <Button icon="printer" onClick={() => print()}>
              {words.printNow}
            </Button>
          </div>
        </>
      ),
    },
  ]
  return (
    <div className="g-stack g-stack-loose">
      <div>
        <PageHeader title={words.title} lead={words.lead} />
        <nav className="g-style-contents g-no-print" aria-label={words.contents}>
          <ul>
            {parts.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {parts.map(({ id, title, content }) => (
        <section key={id} className="g-style-part" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          {content}
        </section>
      ))}
    </div>
  )
}

function Rules({ rules }: { rules: readonly string[] }) {
  return (
    <ul className="g-style-rules">
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  )
}

function Writing() {
  const words = useWords(stylePage)
  return (
    <Rules rules={[words.write1, words.write2, words.write3, words.write4, words.write5, words.write6, words.write7]} />
  )
}
