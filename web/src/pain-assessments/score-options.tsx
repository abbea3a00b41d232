import { type PainScale, severityOf } from 'shared/pain-scales'
import { wordsNow } from '../words/define'
import { painWords } from '../words/pain'
import { NeutralFace } from './NeutralFace'
import { depths, inWords } from './pain-said'
import type { ScoreOption } from './ScoreButtons'

/** Scales drawn as faces: those of the catalogue whose values are pictures. */
export const isFaces = ({ id }: Pick<PainScale, 'id'>) => id === 'FPS-R' || id === 'WBF'

/** Pictures of the hospital by value; a face without one is drawn by us. */
export type Pictures = ReadonlyMap<number, string>

/** The answers of a scale that is chosen whole. */
export function optionsOf(scale: PainScale, pictures: Pictures | undefined): ScoreOption[] {
  const { allowedValues, total, values, step } = scale
  const each =
    allowedValues ??
    Array.from(
      { length: Math.round((total.max - total.min) / (step ?? 1)) + 1 },
      (_one, at) => total.min + at * (step ?? 1),
    )
  return each.map((value) => {
    const severity = severityOf(scale, value)
    const label = values?.find(({ score }) => score === value)?.label
    return {
      value,
      label: label ? inWords(label) : value === 0 ? wordsNow(painWords).noPain : undefined,
      depth: severity === null ? undefined : depths[severity],
      ...(isFaces(scale) && {
        picture: pictures && <Face source={pictures.get(value)} much={(value - total.min) / (total.max - total.min)} />,
      }),
    }
  })
}

function Face({ source, much }: { source: string | undefined; much: number }) {
  return source === undefined ? <NeutralFace much={much} /> : <img className="g-face" src={source} alt="" />
}

export const lookOf = (scale: PainScale) => (isFaces(scale) ? 'faces' : scale.values === null ? 'numbers' : 'words')
