import type { ComponentProps } from 'react'
import { Button, ButtonLink } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'

interface Definition {
  title: string
  text: string
  items: ComponentProps<typeof DescriptionList>['items']
}
interface Props {
  title: string
  lead: string
  back: { words: string; href: string }
  definitions: readonly Definition[]
}

/** A page of definitions, to read and to print. */
export function DefinitionCards({ title, lead, back, definitions }: Props) {
  const words = useWords(indicatorWords)
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        actions={
          <>
            <ButtonLink icon="board" href={back.href}>
              {back.words}
            </ButtonLink>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
          </>
        }
      />
      <div className="g-stack">
        {definitions.map(({ title, text, items }) => (
          <Card key={title} title={title}>
            <div className="g-stack">
              <p>{text}</p>
              {items.length > 0 && <DescriptionList items={items} />}
            </div>
          </Card>
        ))}
      </div>
    </>
  )
}
