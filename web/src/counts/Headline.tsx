import type { Counts } from 'shared/counts'
import { StatusTag } from '../design/Banner'
import { shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { figure, percents, period } from './figure'
import { isHouseRule } from './question'
import './Headline.css'

/** The totals as the bulletin words them: how many, of what age, added since when, and in which hospitals. */
export function Headline({ counts }: { counts: Pick<Counts, 'on' | 'since' | 'ageRule' | 'total' | 'balance'> }) {
  const words = useWords(countWords)
  const { total, balance, ageRule, on, since } = counts
  const part = percents(total.paediatricPercent)
  return (
    <section className="g-card g-headline" aria-label={words.headline}>
      <p className="g-headline-all">
        <span className="g-headline-figure">{figure(total.patients)}</span>
        <span>{words.peopleWord(total.patients ?? 2)}</span>
      </p>
      <div className="g-headline-groups">
        <AgeBar paediatric={total.paediatric} adult={total.adult} />
        <dl>
          <Group name="paediatric" figure={total.paediatric} percent={part?.paediatric} />
          <Group name="adult" figure={total.adult} percent={part?.adult} />
        </dl>
        <p className="g-headline-rule">
          {words.ruleSentence(String(ageRule.limit), ageRule.at)}{' '}
          <StatusTag tone={isHouseRule(ageRule) ? 'neutral' : 'warning'} icon="info">
            {isHouseRule(ageRule) ? words.houseRule : words.chosenRule}
          </StatusTag>
        </p>
      </div>
      <dl className="g-headline-facts">
        <div>
          <dt>{words.addedWord(balance.added ?? 2)}</dt>
          <dd>{figure(balance.added)}</dd>
          <dd className="g-headline-note">{period(since, on)}</dd>
        </div>
        <div>
          <dt>{words.hospitals(total.hospitals ?? 2)}</dt>
          <dd>{figure(total.hospitals)}</dd>
          <dd className="g-headline-note">
            {words.umaeOf(figure(total.umae))} · {words.secondLevelOf(figure(total.secondLevel))}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Group({
  name,
  figure: count,
  percent,
}: {
  name: 'paediatric' | 'adult'
  figure: number | null
  percent: number | undefined
}) {
  const words = useWords(countWords)
  return (
    <div className={`g-headline-${name}`}>
      <dt>{words[name]}</dt>
      <dd>
        <span className="g-headline-count">{figure(count)}</span>{' '}
        {percent !== undefined && <span className="g-headline-percent">{words.percent(shownNumber(percent))}</span>}
      </dd>
    </div>
  )
}

/** A picture of the same two figures; drawn only where both are shown. */
export function AgeBar({ paediatric, adult }: { paediatric: number | null; adult: number | null }) {
  if (paediatric === null || adult === null || paediatric + adult === 0) return null
  return (
    <div className="g-age-bar" aria-hidden="true">
      {paediatric > 0 && <span className="g-age-bar-paediatric" style={{ flexGrow: paediatric }} />}
      {adult > 0 && <span style={{ flexGrow: adult }} />}
    </div>
  )
}
