import { useQuery } from '@tanstack/react-query'
import { ageLimits } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import { type IndicatorGroup, USUAL_AGE_LIMIT } from 'shared/indicator-rules'
import { ageGroups } from 'shared/patients'
import type { TreatmentIndicators } from 'shared/treatment-indicators'
import { period } from '../counts/figure'
import { Answer } from '../design/Answer'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { EmptyState } from '../design/states'
import { Tabs } from '../design/Tabs'
import { FreezeIndicators } from '../indicators/FreezeIndicators'
import { Period } from '../indicators/Period'
import { paths } from '../paths'
import { holds, useSession } from '../session'
import { today } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { treatmentIndicators } from './api'
import { IndicatorTable } from './IndicatorTable'
import { type Question, tolerances, useQuestion } from './question'
import { Summary } from './Summary'

/** How planned doses were delivered, in the hospitals of whoever asks, in any period as of its last day. */
export function IndicatorsPage() {
  const words = useWords(indicatorWords)
  const [question, ask] = useQuestion()
  const session = useSession()
  const freezes = 'user' in session && holds(session.user, ['coordinator'])
  const query = useQuery(treatmentIndicators(question))
  const on = query.data?.on ?? (question.on || today())
  const since = query.data?.since ?? (question.since || addDays(on, -14))
  const { ageGroup, ageLimit } = query.data ?? question
  const age = ageGroup && ageLimit ? words.ageOf(ageGroup, ageLimit) : ''
  return (
    <>
      <PageHeader
        title={words.title}
        lead={query.data?.scope.label ?? words.lead}
        actions={
          <>
            <ButtonLink icon="pulse" href={paths.painIndicators}>
              {words.painLink}
            </ButtonLink>
            <ButtonLink icon="help" href={paths.indicatorDefinitions}>
              {words.definitionsLink}
            </ButtonLink>
            {query.data && (
              <Button icon="printer" onClick={() => print()}>
                {words.print}
              </Button>
            )}
            {query.data && freezes && <Freeze {...query.data} />}
          </>
        }
      />
      <Period
        {...{ question, ask, on, since }}
        of={words.dosesOf(period(since, on))}
        whom={age}
        other={words.other}
        otherText={words.otherText}
        field={(draft, change) => (
          <>
            <SelectField
              label={words.tolerance}
              hint={words.toleranceHint}
              empty={false}
              value={draft.tolerance}
              onChange={({ target }) => change({ ...draft, tolerance: Number(target.value) })}
              choices={tolerances.map((days) => ({ value: String(days), label: words.toleranceOption(days) }))}
            />
            <SelectField
              label={words.age}
              hint={words.ageHint}
              empty={words.ageAll}
              value={draft.ageGroup === '' ? '' : `${draft.ageGroup} ${draft.ageLimit}`}
              onChange={({ target }) => change({ ...draft, ...ageOf(target.value) })}
              choices={ageGroups.flatMap((group) =>
                ageLimits.map((limit) => ({ value: `${group} ${limit}`, label: words.ageOption(group, limit) })),
              )}
            />
          </>
        )}
      />
      <Answer query={query} lines={9}>
        {(indicators) => <Indicators indicators={indicators} question={question} />}
      </Answer>
    </>
  )
}

/** The group and the limit that a choice names: 'adult 18'; nothing is everybody. */
function ageOf(choice: string): Pick<Question, 'ageGroup' | 'ageLimit'> {
  const [group, limit] = choice.split(' ')
  return {
    ageGroup: ageGroups.find((it) => it === group) ?? '',
    ageLimit: ageLimits.find((it) => String(it) === limit) ?? USUAL_AGE_LIMIT,
  }
}

function Freeze({ on, since, groupBy, rules, ageGroup, ageLimit }: TreatmentIndicators) {
  const words = useWords(indicatorWords)
  const age = ageGroup && ageLimit ? { ageGroup, ageLimit } : null
  const report = { kind: 'treatment', on, since, groupBy, toleranceDays: rules.toleranceDays, ...age } as const
  const text = words.freezeText(period(since, on))
  return (
    <FreezeIndicators
      report={report}
      text={age === null ? text : `${text} ${words.ageOf(age.ageGroup, age.ageLimit)}`}
    />
  )
}

function Indicators({ indicators, question }: { indicators: TreatmentIndicators; question: Question }) {
  const words = useWords(indicatorWords)
  const { total, rules, scope, rows } = indicators
  const { denominator, withoutDiagnosisDate } = total.firstTreatment
  if (total.doses + denominator + withoutDiagnosisDate === 0)
    return (
      <Card>
        <EmptyState icon="calendar" title={words.empty} text={words.emptyText} />
      </Card>
    )
  const tab = (groupBy: IndicatorGroup, title: string) => ({
    key: groupBy,
    title,
    content: <Grouped question={question} groupBy={groupBy} />,
  })
  return (
    <div className="g-stack g-indicators">
      <Summary figures={total} rules={rules} />
      {rows.length > 1 && (
        <Card title={words.places}>
          <Tabs
            label={words.places}
            tabs={[
              { key: 'hospital', title: words.hospital, content: <IndicatorTable indicators={indicators} /> },
              ...(scope.kind === 'ooad' ? [] : [tab('ooad', words.ooad)]),
              tab('level', words.level),
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function Grouped({ question, groupBy }: { question: Question; groupBy: IndicatorGroup }) {
  const query = useQuery(treatmentIndicators(question, groupBy))
  return <Answer query={query}>{(indicators) => <IndicatorTable indicators={indicators} />}</Answer>
}
