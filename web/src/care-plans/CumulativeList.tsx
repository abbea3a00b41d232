import type { CarePlanPreview } from 'shared/care-plans'
import { StatusTag } from '../design/Banner'
import { ProgressBar } from '../design/states'
import { currentLanguage } from '../preferences'
import { shownUnit } from '../protocols/line-text'
import { locale } from '../time'
import { carePlanWords } from '../words/care-plans'
import { useWords } from '../words/define'

/** A sum of a life is read against hundreds: one decimal. */
const rounded = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 1 })

/** What went and will go into a body, each beside its limits of this age with their source. */
export function CumulativeList({ items }: { items: CarePlanPreview['cumulative'] }) {
  const words = useWords(carePlanWords)
  const language = currentLanguage()
  if (items.length === 0) return <p>{words.cumulativeNone}</p>
  return (
    <ul className="g-lifetimes">
      {items.map(({ family, label, unit, perM2, absolute, limits, incomplete }) => {
        const per = limits[0]?.per ?? 'm2'
        const sum = per === 'm2' ? perM2 : absolute
        const of = (value: number, by: 'm2' | 'total' = per) =>
          `${rounded(value)} ${shownUnit(unit)}${by === 'm2' ? '/m²' : ''}`
        return (
          <li key={family}>
            <h3 className="g-plan-day">{label[language]}</h3>
            {limits.map((limit) => (
              <div key={`${limit.kind.en} ${limit.value}`} className="g-lifetime">
                <ProgressBar
                  label={limit.kind[language]}
                  value={Math.min(limit.reached, limit.value)}
                  max={limit.value}
                  text={words.lifetimeOf(
                    of(limit.reached, limit.per),
                    of(limit.value, limit.per),
                    rounded(limit.percent),
                  )}
                />
                {limit.percent > 100 && <StatusTag tone="error">{words.overLimit}</StatusTag>}
                <small>{words.source(limit.source)}</small>
              </div>
            ))}
            <p className="g-lifetime-sum">
              {words.cumulativeOf(of(sum.given), of(sum.planned), of(sum.prior))} {limits.length === 0 && words.noLimit}{' '}
              {incomplete && words.incomplete}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
