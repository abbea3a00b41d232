import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import './Bars.css'

export type Bar = { key: string; label: string; value: number; tone?: 'alarm' | 'quiet' }

/** Parts of a whole, one under the other: the word, the bar, the figure with its share. Read aloud as a table of figures. */
export function Bars({ label, bars, all }: { label: string; bars: readonly Bar[]; all: number }) {
  const words = useWords(indicatorWords)
  const longest = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <table className="g-bars" aria-label={label}>
      <tbody>
        {bars.map(({ key, label, value, tone }) => (
          <tr key={key} className={tone && `g-bars-${tone}`}>
            <th scope="row">{label}</th>
            <td className="g-bars-room" aria-hidden="true">
              {value > 0 && (
                <svg width="100%" height="14" role="presentation">
                  <rect className="g-bars-bar" width={`${(100 * value) / longest}%`} height="14" rx="3" />
                </svg>
              )}
            </td>
            <td className="g-bars-figure">{words.barShare(shareOf(value, all, words.percent), shownNumber(value))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One decimal, and never 0 for some or 100 for not all, as the server rounds. */
function shareOf(value: number, all: number, percent: (shown: string) => string): string {
  if (all === 0) return percent(shownNumber(0, 1))
  const rounded = Math.round((1000 * value) / all) / 10
  return percent(shownNumber(Math.min(value < all ? 99.9 : 100, Math.max(value > 0 ? 0.1 : 0, rounded)), 1))
}
