import { checkClues } from 'shared/clues'
import { fold, ungrouped } from 'shared/fold'
import type { RowCells } from './cells.js'
import type { KnownHospital, ReadingPlan } from './plan.js'

/** Finds the hospital of a row, for people and files that know it by its CLUES or by one of its names. */
export interface HospitalFinder {
  byClues(cells: RowCells, field: string): KnownHospital | null
  /** `ooadCode` chooses among hospitals of one name. */
  byText(cells: RowCells, field: string, ooadCode: string | null): KnownHospital | null
}

/** Words of a hospital's name without dots, `no.` and `núm.`, which every file writes its own way. */
const nameWords = (name: string) =>
  fold(name.replace(/\./g, ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !/^(?:no|num|numero|n)$/.test(word))

const squeeze = (name: string) => nameWords(name).sort().join(' ')

export function findHospitals({ hospitals, organizationIds, national, options }: ReadingPlan): HospitalFinder {
  const byClues = new Map(hospitals.map((hospital) => [hospital.clues, hospital]))
  const byName = new Map<string, KnownHospital[]>()
  for (const hospital of hospitals) {
    const key = squeeze(hospital.name)
    byName.set(key, [...(byName.get(key) ?? []), hospital])
  }
  const reach = new Set(organizationIds)
  const standing = hospitals.find(({ id }) => id === options.organizationId) ?? null

  function within(cells: RowCells, field: string, hospital: KnownHospital): KnownHospital | null {
    if (national || reach.has(hospital.id)) return hospital
    cells.error(field, 'hospital-out-of-reach')
    return null
  }
  function absent(cells: RowCells, field: string): KnownHospital | null {
    if (standing !== null) return within(cells, field, standing)
    cells.error(field, 'required')
    return null
  }
  return {
    byClues(cells, field) {
      const text = cells.text(field, { identity: true, max: 60 })
      if (text === null) return absent(cells, field)
      const hospital = byClues.get(ungrouped(text))
      if (hospital !== undefined) return within(cells, field, hospital)
      cells.error(field, checkClues(text)?.code ?? 'clues-unknown')
      return null
    },
    byText(cells, field, ooadCode) {
      const text = cells.text(field, { identity: true, max: 200 })
      if (text === null) return absent(cells, field)
      const clues = /\b[A-Z]{5}[0-9]{6}\b/.exec(text.toUpperCase())?.[0]
      const known = clues === undefined ? undefined : byClues.get(clues)
      if (known !== undefined) return within(cells, field, known)
      const named = byName.get(squeeze(text)) ?? []
      const here = named.length > 1 && ooadCode !== null ? named.filter((one) => one.ooadCode === ooadCode) : named
      const [hospital, another] = here
      if (hospital !== undefined && another === undefined) return within(cells, field, hospital)
      cells.error(field, hospital === undefined ? 'hospital-unknown' : 'hospital-ambiguous')
      return null
    },
  }
}
