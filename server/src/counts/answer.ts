import type { AgeRule, Balance, CountGroup, CountRow, CountScope, Counts } from 'shared/counts'
import { NOT_ASSIGNED, NOT_CLASSIFIED } from 'shared/counts'
import { icccGroups } from 'shared/iccc3'
import { levels } from 'shared/network'
import type { Asked, Figures, GroupFigures, HospitalFigures } from './queries.js'

/** A row before anybody decided what of it may be seen. */
export type Outline = Pick<CountRow, 'key' | 'label' | 'organizationId' | 'level' | 'ooadCode'> & {
  figures: Pick<Figures, 'patients' | 'paediatric' | 'added'>
}

/** Rows in a fixed order: hospitals by CLUES, OOADs by code, the two levels, the twelve groups and those without one. */
export function outline(
  groupBy: CountGroup,
  hospitals: readonly HospitalFigures[],
  groups: readonly GroupFigures[],
): Outline[] {
  if (groupBy === 'hospital')
    return hospitals.map(({ clues, name, organizationId, level, ooadCode, ...figures }) => ({
      key: clues,
      label: name,
      organizationId,
      level,
      ooadCode,
      figures,
    }))
  if (groupBy === 'level')
    return levels.map((level) => ({
      ...{ key: level, label: level, organizationId: null, level, ooadCode: null },
      figures: together(hospitals.filter((hospital) => hospital.level === level)),
    }))
  if (groupBy === 'ooad') {
    const codes = [...new Set(hospitals.map(({ ooadCode }) => ooadCode))].sort(byOoad)
    return codes.map((ooadCode) => {
      const there = hospitals.filter((hospital) => hospital.ooadCode === ooadCode)
      const key = ooadCode ?? NOT_ASSIGNED
      return {
        ...{ key, label: there[0]?.ooadName ?? key, organizationId: null, level: null, ooadCode },
        figures: together(there),
      }
    })
  }
  const named = icccGroups.map(({ group, es }) => ({ group: String(group), label: es }))
  return [...named, { group: '', label: NOT_CLASSIFIED }].map(({ group, label }) => ({
    ...{ key: group === '' ? NOT_CLASSIFIED : group, label, organizationId: null, level: null, ooadCode: null },
    figures: together(groups.filter((figures) => figures.group === group)),
  }))
}

/** The exact answer, for those who may see it. */
export function countsOf(
  asked: Asked,
  groupBy: CountGroup,
  scope: CountScope,
  hospitals: readonly HospitalFigures[],
  groups: readonly GroupFigures[],
): Counts {
  const { patients, paediatric } = together(hospitals)
  return {
    ...asked,
    groupBy,
    scope,
    total: {
      ...{ patients, paediatric, adult: patients - paediatric, paediatricPercent: percent(paediatric, patients) },
      ...hospitalsIn(hospitals),
    },
    balance: balanceOf(scope, hospitals),
    rows: outline(groupBy, hospitals, groups).map(({ figures, ...row }) => ({
      ...row,
      paediatric: figures.paediatric,
      adult: figures.patients - figures.paediatric,
      patients: figures.patients,
      added: figures.added,
    })),
  }
}

export function together(figures: readonly Figures[]): Figures {
  return {
    patients: sum(figures, 'patients'),
    paediatric: sum(figures, 'paediatric'),
    previous: sum(figures, 'previous'),
    previousPaediatric: sum(figures, 'previousPaediatric'),
    added: sum(figures, 'added'),
  }
}

/** Hospitals with at least one active person that day. */
export function hospitalsIn(hospitals: readonly Pick<HospitalFigures, 'patients' | 'level'>[]) {
  const active = hospitals.filter(({ patients }) => patients > 0)
  const umae = active.filter(({ level }) => level === 'umae').length
  return { hospitals: active.length, umae, secondLevel: active.length - umae }
}

/** Whole percent; nobody has no share. */
export const percent = (part: number, whole: number) => (whole === 0 ? null : Math.round((100 * part) / whole))

export const ageRuleOf = ({ ageLimit, ageAt }: { ageLimit: AgeRule['limit']; ageAt: AgeRule['at'] }): AgeRule => ({
  limit: ageLimit,
  at: ageAt,
})

/** Between hospitals of the nation transfers cancel; for part of it they are terms of the balance. */
function balanceOf({ national }: CountScope, hospitals: readonly HospitalFigures[]): Balance {
  const transferredIn = sum(hospitals, 'transferredIn')
  const transferredOut = sum(hospitals, 'transferredOut')
  return {
    previous: sum(hospitals, 'previous'),
    added: sum(hospitals, 'added'),
    removed: {
      merged: sum(hospitals, 'merged'),
      withdrawn: sum(hospitals, 'withdrawn'),
      error: sum(hospitals, 'error'),
    },
    ...(national && transferredIn === transferredOut ? {} : { transferredIn, transferredOut }),
    total: sum(hospitals, 'patients'),
  }
}

const sum = <Key extends string>(rows: readonly Record<Key, number>[], key: Key) =>
  rows.reduce((total, row) => total + row[key], 0)

const byOoad = (a: string | null, b: string | null) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)
