import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { daysBetween } from 'shared/calendar-day'
import type { Condition } from 'shared/conditions'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { StatusTag } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { DescriptionList } from '../design/Card'
import { Disclosure } from '../design/Disclosure'
import { EmptyState } from '../design/states'
import { addressOf, paths } from '../paths'
import { namesOf } from '../patients/api'
import { currentLanguage } from '../preferences'
import { inHospitalTime, shownDay } from '../time'
import { conditions as conditionWords, sayRule } from '../words/conditions'
import { useWords } from '../words/define'
import { CheckList, Iccc3Line, remarks } from './Checks'
import { conditionName } from './condition-name'
import { MistakeDialog } from './MistakeDialog'
import './ConditionList.css'

/** Those that stand, and behind a line those that were mistakes: nothing is deleted. */
export function ConditionList({ patient, conditions }: { patient: Patient; conditions: UseQueryResult<Condition[]> }) {
  const words = useWords(conditionWords)
  return (
    <Answer query={conditions}>
      {(all) => {
        const standing = all.filter(({ status }) => status === 'active')
        const mistakes = all.filter(({ status }) => status !== 'active')
        return (
          <div className="g-stack">
            {standing.length === 0 && (
              <EmptyState
                icon="report"
                title={words.nothing}
                text={words.nothingText}
                {...(patient.status === 'active' && {
                  actions: (
                    <ButtonLink href={addressOf(paths.newCondition, { patientId: patient.id })}>{words.add}</ButtonLink>
                  ),
                })}
              />
            )}
            {standing.map((condition) => (
              <ConditionCard key={condition.id} condition={condition} open={patient.status === 'active'} />
            ))}
            {mistakes.length > 0 && (
              <Disclosure title={words.mistakes(mistakes.length)}>
                <div className="g-stack">
                  {mistakes.map((condition) => (
                    <ConditionCard key={condition.id} condition={condition} open={false} />
                  ))}
                </div>
              </Disclosure>
            )}
          </div>
        )
      }}
    </Answer>
  )
}

function ConditionCard({ condition, open }: { condition: Condition; open: boolean }) {
  const words = useWords(conditionWords)
  const [marking, mark] = useState(false)
  const { enteredInError } = condition
  const names = useNames(condition)
  return (
    // no region: the same diagnosis may stand twice, as a mistake and corrected
    <article className="g-card">
      <div className="g-card-head">
        <h2>{conditionName(condition)}</h2>
        {enteredInError ? (
          <StatusTag tone="error">{words.mistake}</StatusTag>
        ) : (
          open && (
            <span className="g-no-print">
              <Button size="small" kind="quiet" onClick={() => mark(true)}>
                {words.markMistake}
              </Button>
            </span>
          )
        )}
      </div>
      <div className="g-stack">
        {enteredInError && (
          <div>
            <p>
              {words.mistakeReason}: «{enteredInError.reason}»
            </p>
            {enteredInError.by && enteredInError.at && (
              <p className="g-field-hint">
                {words.mistakeBy(names(enteredInError.by), inHospitalTime(enteredInError.at))}
              </p>
            )}
          </div>
        )}
        <div className="g-condition-facts">
          <ConditionFacts condition={condition} />
        </div>
        {remarks(condition.checks).length > 0 && <CheckList checks={condition.checks} />}
        {condition.overrides.map(({ rule, reason, by, at }) => (
          <p key={rule}>
            {sayRule(words, rule)} «{reason}» {by && words.overriddenBy(names(by), inHospitalTime(at))}
          </p>
        ))}
        <p className="g-field-hint">
          {condition.recordedBy
            ? words.recordedBy(names(condition.recordedBy), inHospitalTime(condition.recordedAt))
            : words.recordedAt(inHospitalTime(condition.recordedAt))}
        </p>
      </div>
      {marking && <MistakeDialog condition={condition} onClose={() => mark(false)} />}
    </article>
  )
}

function useNames({ recordedBy, enteredInError, overrides }: Condition) {
  const ids = [recordedBy, enteredInError?.by, ...overrides.map(({ by }) => by)].filter((id) => typeof id === 'string')
  const names = useQuery(namesOf([...new Set(ids)].sort())).data
  return (id: string) => names?.get(id) ?? '…'
}

/** Codes with their words, the group they give, stage, risk and days. */
export function ConditionFacts({ condition }: { condition: Condition }) {
  const words = useWords(conditionWords)
  const language = currentLanguage()
  const { labels, laterality, stage, riskGroup, suspectedOn, recordedDate } = condition
  const coded = (system: 'icd10' | 'topography' | 'morphology') => {
    const code = condition[system]
    const label = labels[system]
    return code === null
      ? []
      : [
          {
            term: words[system],
            value: (
              <>
                <code>{code}</code> {label?.[language] ?? label?.es}
              </>
            ),
          },
        ]
  }
  const days = (['onsetDate', 'suspectedOn', 'referredOn'] as const).flatMap((field) => {
    const day = condition[field]
    return day === null ? [] : [{ term: words[field], value: shownDay(day) }]
  })
  const system = labels.stage?.system
  const value = labels.stage?.value
  return (
    <DescriptionList
      items={[
        ...coded('icd10'),
        ...coded('topography'),
        ...coded('morphology'),
        ...(laterality === null ? [] : [{ term: words.laterality, value: words[laterality] }]),
        ...(condition.iccc3 === null ? [] : [{ term: words.iccc3, value: <Iccc3Line iccc3={condition.iccc3} /> }]),
        ...(stage === null
          ? []
          : [
              {
                term: words.stageValue,
                value: `${value?.[language] ?? value?.es ?? stage.value} (${system?.[language] ?? system?.es ?? stage.system})`,
              },
            ]),
        ...(riskGroup === null ? [] : [{ term: words.riskGroup, value: words[riskGroup] }]),
        { term: words.basisOfDiagnosis, value: words[condition.basisOfDiagnosis] },
        { term: words.recordedDate, value: shownDay(recordedDate) },
        ...days,
        ...(suspectedOn !== null && suspectedOn <= recordedDate
          ? [{ term: words.suspicionToDiagnosis, value: words.interval(daysBetween(suspectedOn, recordedDate)) }]
          : []),
      ]}
    />
  )
}
