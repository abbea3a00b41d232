import type { BodyMeasurement } from 'shared/body-measurements'
import type { Patient } from 'shared/patients'
import { Card } from '../design/Card'
import { LineChart } from '../design/charts/LineChart'
import type { Column } from '../design/DataTable'
import { FactList } from '../facts/FactList'
import { shownDay, shownNumber } from '../time'
import { bodyMeasurements as measurementWords } from '../words/body-measurements'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { MeasurementDialog } from './MeasurementDialog'
import './BodyMeasurementsPart.css'

/** Weight, height and performance status through time. */
export function BodyMeasurementsPart({ patient }: { patient: Patient }) {
  const words = useWords(measurementWords)
  const { none } = useWords(common)
  const number = (measure: 'weightKg' | 'heightCm', header: string): Column<BodyMeasurement> => ({
    key: measure,
    header,
    numeric: true,
    cell: ({ [measure]: value }) => (value === null ? none : shownMeasure(value)),
    value: ({ [measure]: value }) => value,
  })
  const columns: readonly Column<BodyMeasurement>[] = [
    {
      key: 'effectiveOn',
      header: words.effectiveOn,
      title: true,
      cell: ({ effectiveOn }) => shownDay(effectiveOn),
      value: ({ effectiveOn }) => effectiveOn,
    },
    number('weightKg', words.weightKg),
    number('heightCm', words.heightCm),
    {
      key: 'performance',
      header: words.performance,
      cell: ({ performanceScale, performanceScore }) =>
        performanceScale === null ? none : `${words[performanceScale]} ${performanceScore}`,
      value: ({ performanceScore }) => performanceScore,
    },
  ]
  return (
    <FactList
      patient={patient}
      part="body-measurements"
      title={words.title}
      add={words.add}
      icon="board"
      empty={{ title: words.nothing, text: words.nothingText }}
      columns={columns}
      nameOf={({ effectiveOn }) => words.named(shownDay(effectiveOn))}
      above={(standing) => <GrowthCharts standing={standing} />}
      form={(_measurement, onClose) => <MeasurementDialog patient={patient} onClose={onClose} />}
    />
  )
}

/** A line says something from two points on. */
function GrowthCharts({ standing }: { standing: readonly BodyMeasurement[] }) {
  const words = useWords(measurementWords)
  const drawn = (
    [
      ['weightKg', words.weight, 'kg'],
      ['heightCm', words.height, 'cm'],
    ] as const
  ).flatMap(([key, measure, unit]) => {
    const points = standing.flatMap(({ id, effectiveOn, [key]: value }) =>
      value === null ? [] : [{ key: id, day: effectiveOn, value }],
    )
    return points.length < 2 ? [] : [{ key, measure, unit, points }]
  })
  if (drawn.length === 0) return null
  return (
    <Card title={words.throughTime}>
      <div className="g-growth">
        {drawn.map(({ key, measure, unit, points }) => (
          <LineChart
            key={key}
            title={words.chartOf(measure, points.length)}
            measure={measure}
            unit={unit}
            points={points}
          />
        ))}
      </div>
    </Card>
  )
}

/** As it was measured: 30.25 stays 30.25, 131 stays 131. */
const shownMeasure = (value: number) => shownNumber(value, (String(value).split('.')[1] ?? '').length)
