import { readFileSync } from 'node:fs'
import { PainScaleFile } from 'shared/pain-scale-file'
import type { PainScale } from 'shared/pain-scales'

const file = new URL('../../catalogue/pain-scales.json', import.meta.url)

/** The scales of the edition that is installed; the same for every hospital. */
export const painScales = PainScaleFile.parse(JSON.parse(readFileSync(file, 'utf8')))

export const painScaleById: ReadonlyMap<string, PainScale> = new Map(
  painScales.scales.map((scale) => [scale.id, scale]),
)
