import { daysBetween } from 'shared/calendar-day'
import type { ByWindow, Forecast, ForecastRow } from 'shared/supply'
import { Banner, StatusTag } from '../design/Banner'
import { type Column, DataTable } from '../design/DataTable'
import { medicationName, useMedications } from '../medications/api'
import { longDay, shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { stockWords } from '../words/stock'

/** A count older than this says so: what was used since is not taken off. */
const OLD_DAYS = 7

/** Pieces by key, what lacks first; a gap is said in words and with its sign, not in colour alone. */
export function ForecastTable({ forecast: { on, items } }: { forecast: Forecast }) {
  const words = useWords(stockWords)
  const known = useMedications()
  const name = ({ medication }: ForecastRow) => medicationName(known, medication)
  const short = items.filter(({ gap }) => (gap?.days30 ?? 0) > 0).length
  const uncounted = items.filter(({ stock }) => stock === null).length
  const columns: readonly Column<ForecastRow>[] = [
    {
      key: 'medication',
      header: words.medication,
      title: true,
      cell: (row) => (
        <span>
          {name(row)} <small className="g-supply-soft">{row.presentation}</small>
          <small className="g-supply-soft">
            <code>{row.clave}</code>
            {row.otherClaves.length > 0 && ` ${words.also(row.otherClaves.join(', '))}`}
          </small>
        </span>
      ),
      value: name,
    },
    {
      key: 'stock',
      header: words.stock,
      cell: ({ stock, monthsByPlan }) =>
        stock === null ? (
          <StatusTag tone="neutral" icon="help">
            {words.notCounted}
          </StatusTag>
        ) : (
          <span>
            {words.pieces(stock.pieces, shownNumber(stock.pieces))}
            <small className="g-supply-soft">{words.countedOn(shownDay(stock.countedOn))}</small>
            {monthsByPlan !== null && (
              <small className="g-supply-soft">{words.monthsByPlan(shownNumber(monthsByPlan, 1))}</small>
            )}
            {daysBetween(stock.countedOn, on) > OLD_DAYS && <StatusTag tone="warning">{words.oldCount}</StatusTag>}
          </span>
        ),
      value: ({ stock }) => stock?.pieces ?? null,
    },
    ...(['days7', 'days30', 'days90'] as const).map((days): Column<ForecastRow> => {
      const header = { days7: words.need7, days30: words.need30, days90: words.need90 }[days]
      return {
        key: days,
        header,
        numeric: true,
        cell: (row) => <Need row={row} days={days} />,
        value: ({ need }) => need[days],
      }
    }),
    {
      key: 'state',
      header: words.state,
      cell: ({ stock, lacksOn }) =>
        stock === null ? (
          '—'
        ) : lacksOn === null ? (
          <StatusTag tone="success">{words.covers}</StatusTag>
        ) : (
          <StatusTag tone="error">{words.untilDay(shownDay(lacksOn))}</StatusTag>
        ),
      value: ({ lacksOn }) => lacksOn,
    },
  ]
  return (
    <div className="g-stack">
      {short > 0 && <Banner tone="warning" title={words.alerts(short, shownNumber(short))} />}
      {short === 0 && items.length > uncounted && <Banner tone="success" title={words.noAlerts} />}
      {uncounted > 0 && <Banner tone="info" title={words.uncounted(uncounted, shownNumber(uncounted))} />}
      <DataTable
        caption={`${words.caption}, ${longDay(on)}`}
        level={2}
        columns={columns}
        rows={items}
        rowKey={({ clave }) => clave}
        empty={{ title: words.none, text: words.noneText }}
        pageLength={100}
      />
    </div>
  )
}

function Need({ row: { need, gap }, days }: { row: ForecastRow; days: keyof ByWindow }) {
  const words = useWords(stockWords)
  const lacking = gap?.[days] ?? 0
  return (
    <span>
      {shownNumber(need[days])}
      {lacking > 0 && <strong className="g-supply-gap">{words.lacks(shownNumber(lacking))}</strong>}
    </span>
  )
}

/** Doses without a key, an amount or a known content. */
export function Unforeseen({ forecast: { unforeseen } }: { forecast: Forecast }) {
  const words = useWords(stockWords)
  const known = useMedications()
  const columns: readonly Column<Forecast['unforeseen'][number]>[] = [
    {
      key: 'medication',
      header: words.medication,
      title: true,
      cell: ({ medication }) => medicationName(known, medication),
      value: ({ medication }) => medicationName(known, medication),
    },
    { key: 'why', header: words.why, cell: ({ why }) => words[why], value: ({ why }) => words[why] },
    ...(['days7', 'days30', 'days90'] as const).map((days) => ({
      key: days,
      header: `${words.doses}, ${{ days7: words.need7, days30: words.need30, days90: words.need90 }[days]}`,
      numeric: true,
      cell: ({ doses }: Forecast['unforeseen'][number]) => shownNumber(doses[days]),
      value: ({ doses }: Forecast['unforeseen'][number]) => doses[days],
    })),
  ]
  return (
    <div className="g-stack">
      <DataTable
        caption={words.unforeseen}
        level={2}
        columns={columns}
        rows={unforeseen}
        rowKey={({ medication, why }) => `${medication} ${why}`}
        empty={{ title: words.none }}
      />
      <p>{words.unforeseenText}</p>
    </div>
  )
}
