import { useState } from 'react'
import type { PainIndicators } from 'shared/pain-indicators'
import { RankedDots } from '../design/charts/RankedDots'
import { SelectField } from '../design/SelectField'
import { longDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { painIndicatorWords } from '../words/pain-indicators'
import { measures } from './measures'

/** The hospitals in order of one measure, in percent; the table beside it is its twin. */
export function PainDots({ indicators: { rows, on } }: { indicators: PainIndicators }) {
  const words = useWords(painIndicatorWords)
  const [chosen, choose] = useState<(typeof measures)[number]['key']>('treated')
  const measure = measures.find(({ key }) => key === chosen) ?? measures[0]
  const ranked = rows.flatMap(({ key, label, level, [measure.key]: { percent } }) =>
    percent === null ? [] : [{ key, label, value: percent, ...(level !== null && { group: level }) }],
  )
  const [best] = [...ranked].sort((a, b) => b.value - a.value)
  return (
    <div className="g-stack">
      <SelectField
        label={words.measure}
        empty={false}
        value={chosen}
        onChange={({ target }) => choose(measures.find(({ key }) => key === target.value)?.key ?? chosen)}
        choices={measures.map(({ key, word }) => ({ value: key, label: words[word] }))}
      />
      {best === undefined ? (
        <p>{words.noChart}</p>
      ) : (
        <RankedDots
          title={words.best(best.label, shownNumber(best.value, 1))}
          note={`${words.chartNote(words[measure.word].toLowerCase())} ${longDay(on)}`}
          ranked={ranked}
          fileName={`girasol-dolor-${measure.key}-${on}`}
        />
      )}
    </div>
  )
}
