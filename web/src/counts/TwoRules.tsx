import { useQuery } from '@tanstack/react-query'
import type { Counts } from 'shared/counts'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { counts } from './api'
import { figure, percents } from './figure'
import { houseRule, isHouseRule, type Question } from './question'

type Row = Pick<Counts, 'ageRule' | 'total'>

/** Where another age rule than the usual one was chosen: both, one under the other, so that neither passes as the other. */
export function TwoRules({ question, chosen }: { question: Question; chosen: Counts }) {
  const words = useWords(countWords)
  const usual = useQuery({
    ...counts({ ...question, rule: houseRule }, chosen.groupBy),
    enabled: !isHouseRule(chosen.ageRule),
  })
  if (isHouseRule(chosen.ageRule)) return null
  const percent = (value: number | undefined) => (value === undefined ? '—' : words.percent(shownNumber(value)))
  const columns: readonly Column<Row>[] = [
    {
      key: 'rule',
      header: words.rule,
      title: true,
      cell: ({ ageRule }) => words.ruleShort(String(ageRule.limit), ageRule.at),
    },
    { key: 'paediatric', header: words.paediatric, numeric: true, cell: ({ total }) => figure(total.paediatric) },
    {
      key: 'percent',
      header: `${words.paediatric}, %`,
      numeric: true,
      cell: ({ total }) => percent(percents(total.paediatricPercent)?.paediatric),
    },
    { key: 'adult', header: words.adult, numeric: true, cell: ({ total }) => figure(total.adult) },
    { key: 'patients', header: words.patients, numeric: true, cell: ({ total }) => figure(total.patients) },
  ]
  return (
    <Card>
      <Answer query={usual} lines={3}>
        {(house) => (
          <div className="g-stack">
            <DataTable
              caption={words.twoRules}
              level={2}
              columns={columns}
              rows={[house, chosen]}
              rowKey={({ ageRule }) => `${ageRule.limit} ${ageRule.at}`}
              empty={{ title: '' }}
              copy={false}
            />
            <p>{difference(house, chosen, words)}</p>
          </div>
        )}
      </Answer>
    </Card>
  )
}

function difference(
  house: Counts,
  chosen: Counts,
  words: Pick<typeof countWords.es, 'twoRulesText' | 'twoRulesSame' | 'twoRulesPeople'>,
) {
  if (house.total.paediatric === null || chosen.total.paediatric === null) return ''
  const moved = Math.abs(house.total.paediatric - chosen.total.paediatric)
  return moved === 0 ? words.twoRulesSame : words.twoRulesText(words.twoRulesPeople(moved, shownNumber(moved)))
}
