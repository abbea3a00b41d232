import { useQuery } from '@tanstack/react-query'
import { addDays } from 'shared/calendar-day'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { PainIndicators } from 'shared/pain-indicators'
import { useSearchParams } from 'wouter'
import { period } from '../counts/figure'
import { Answer } from '../design/Answer'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { Tabs } from '../design/Tabs'
import { addressOfDays, type Days, daysIn } from '../indicators/days'
import { FreezeIndicators } from '../indicators/FreezeIndicators'
import { Period } from '../indicators/Period'
import { paths } from '../paths'
import { holds, useSession } from '../session'
import { today } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { painIndicatorWords } from '../words/pain-indicators'
import { painIndicators } from './api'
import { PainDots } from './PainDots'
import { PainSummary } from './PainSummary'
import { PainTable } from './PainTable'

/** How pain was met in the hospitals of whoever asks, in any period as of its last day. */
export function PainIndicatorsPage() {
  const words = useWords(painIndicatorWords)
  const common = useWords(indicatorWords)
  const [search, setSearch] = useSearchParams()
  const days = daysIn(search)
  const session = useSession()
  const freezes = 'user' in session && holds(session.user, ['coordinator'])
  const query = useQuery(painIndicators(days))
  const on = query.data?.on ?? (days.on || today())
  const since = query.data?.since ?? (days.since || addDays(on, -14))
  return (
    <>
      <PageHeader
        title={words.title}
        lead={query.data?.scope.label ?? words.lead}
        actions={
          <>
            <ButtonLink icon="help" href={paths.painDefinitions}>
              {common.definitionsLink}
            </ButtonLink>
            {query.data && (
              <Button icon="printer" onClick={() => print()}>
                {common.print}
              </Button>
            )}
            {query.data && freezes && (
              <FreezeIndicators
                report={{ kind: 'pain', on, since, groupBy: query.data.groupBy }}
                text={words.freezeText(period(since, on))}
              />
            )}
          </>
        }
      />
      <Period
        {...{ question: days, on, since, other: words.other, otherText: words.otherText }}
        ask={(change) => setSearch(new URLSearchParams(addressOfDays({ ...days, ...change })))}
        of={words.of(period(since, on))}
      />
      <Answer query={query} lines={9}>
        {(indicators) => <Indicators indicators={indicators} days={days} />}
      </Answer>
    </>
  )
}

function Indicators({ indicators, days }: { indicators: PainIndicators; days: Days }) {
  const words = useWords(painIndicatorWords)
  const places = useWords(indicatorWords)
  const { total, rules, scope, rows } = indicators
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState icon="pulse" title={words.empty} text={words.emptyText} />
      </Card>
    )
  const tab = (groupBy: IndicatorGroup, title: string) => ({
    key: groupBy,
    title,
    content: <Grouped days={days} groupBy={groupBy} />,
  })
  return (
    <div className="g-stack g-indicators">
      <PainSummary figures={total} rules={rules} />
      {rows.length > 1 && (
        <Card title={places.places}>
          <Tabs
            label={places.places}
            tabs={[
              { key: 'hospital', title: places.hospital, content: <PainTable indicators={indicators} /> },
              ...(scope.kind === 'ooad' ? [] : [tab('ooad', places.ooad)]),
              tab('level', places.level),
              { key: 'chart', title: words.chart, content: <PainDots indicators={indicators} /> },
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function Grouped({ days, groupBy }: { days: Days; groupBy: IndicatorGroup }) {
  const query = useQuery(painIndicators(days, groupBy))
  return <Answer query={query}>{(indicators) => <PainTable indicators={indicators} />}</Answer>
}
