import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { Disclosure } from '../design/Disclosure'
import type { IconName } from '../design/Icon'
import { EmptyState } from '../design/states'
import { namesOf } from '../patients/api'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { facts as factWords, sayKept } from '../words/facts'
import { type FactPart, type Facts, facts } from './api'
import { FactMistakeDialog } from './FactMistakeDialog'
import './FactList.css'

/** Those that stand as a table with what can be done to each, and behind a line those that were mistakes. */
export function FactList<Part extends FactPart>({
  patient,
  part,
  title,
  add,
  addHref,
  empty,
  icon,
  columns,
  nameOf,
  edit,
  form,
  above,
}: {
  patient: Patient
  part: Part
  title: string
  /** Of the button that opens the form, or of the link to the page that has it. */
  add: string
  addHref?: string
  empty: { title: string; text: string }
  icon: IconName
  columns: readonly Column<Facts[Part]>[]
  nameOf: (fact: Facts[Part]) => string
  /** Of the button that adds to one; none where nothing is added later. */
  edit?: string
  form?: (fact: Facts[Part] | undefined, onClose: () => void) => ReactNode
  above?: (standing: readonly Facts[Part][]) => ReactNode
}) {
  const words = useWords(factWords)
  const query = useQuery(facts(patient.id, part))
  const [opened, open] = useState<{ fact: Facts[Part] | undefined }>()
  const [marked, mark] = useState<Facts[Part]>()
  const active = patient.status === 'active'
  const button = active && (
    <span className="g-no-print">
      {addHref === undefined ? (
        <Button kind="primary" icon={icon} onClick={() => open({ fact: undefined })}>
          {add}
        </Button>
      ) : (
        <ButtonLink kind="primary" icon={icon} href={addHref}>
          {add}
        </ButtonLink>
      )}
    </span>
  )
  return (
    <>
      <Answer query={query}>
        {(all) => {
          const standing = all.filter(({ status }) => status === 'final')
          const mistakes = all.filter(({ status }) => status !== 'final')
          const written: Column<Facts[Part]> = {
            key: 'written',
            header: words.written,
            cell: (fact) => <Written fact={fact} />,
          }
          const acts: Column<Facts[Part]> = {
            key: 'acts',
            header: words.acts,
            cell: (fact) => (
              <span className="g-row g-no-print">
                {edit && (
                  <Button size="small" aria-label={`${edit}: ${nameOf(fact)}`} onClick={() => open({ fact })}>
                    {edit}
                  </Button>
                )}
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={`${words.markMistake}: ${nameOf(fact)}`}
                  onClick={() => mark(fact)}
                >
                  {words.markMistake}
                </Button>
              </span>
            ),
          }
          return (
            <div className="g-stack">
              {standing.length === 0 ? (
                <EmptyState icon={icon} {...empty} actions={button || undefined} />
              ) : (
                <>
                  {button}
                  {above?.(standing)}
                  <Card>
                    <div className={active ? 'g-fact-acts' : undefined}>
                      <DataTable
                        caption={title}
                        captionHidden
                        level={2}
                        columns={[...columns, written, ...(active ? [acts] : [])]}
                        rows={standing}
                        rowKey={({ id }) => id}
                        empty={empty}
                        pageLength={200}
                      />
                    </div>
                  </Card>
                </>
              )}
              {mistakes.length > 0 && (
                <Disclosure title={words.mistakes(mistakes.length)}>
                  <DataTable
                    caption={words.mistakesOf(title)}
                    captionHidden
                    copy={false}
                    columns={[...columns, written]}
                    rows={mistakes}
                    rowKey={({ id }) => id}
                    empty={empty}
                    pageLength={200}
                  />
                </Disclosure>
              )}
            </div>
          )
        }}
      </Answer>
      {opened && form?.(opened.fact, () => open(undefined))}
      {marked && <FactMistakeDialog fact={marked} part={part} name={nameOf(marked)} onClose={() => mark(undefined)} />}
    </>
  )
}

/** Who and when, the reasons that were asked for, and why it was a mistake. */
function Written({ fact: { recordedAt, recordedBy, confirmedWarnings, enteredInError } }: { fact: Facts[FactPart] }) {
  const words = useWords(factWords)
  const ids = [recordedBy, enteredInError?.by].filter((id) => typeof id === 'string')
  const names = useQuery(namesOf([...new Set(ids)].sort())).data
  const name = (id: string | null | undefined) => (typeof id === 'string' ? (names?.get(id) ?? '…') : '')
  return (
    <div>
      <span className="g-fact-written">
        {[name(recordedBy), inHospitalTime(recordedAt)].filter(Boolean).join(', ')}
      </span>
      {confirmedWarnings.map(({ code, reason }) => (
        <span className="g-fact-reason" key={code}>
          {sayKept(words, code)}: «{reason}»
        </span>
      ))}
      {enteredInError && (
        <span className="g-fact-reason">
          {words.mistakeBecause(enteredInError.reason ?? '', name(enteredInError.by))}
        </span>
      )}
    </div>
  )
}
