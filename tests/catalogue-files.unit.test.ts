import { readdirSync, readFileSync } from 'node:fs'
import { parseStaging } from 'shared/staging'
import { describe, expect, test } from 'vitest'
import { readCatalogue, selectionColumns, stagingColumns } from './support/catalogue.js'

const folder = new URL('../server/catalogue/', import.meta.url)
const hospitals = readCatalogue('hospitals', [
  ...(['clues', 'name', 'level', 'regime', 'state', 'ooad_code', 'reports_to_ooad', 'ooad_assumed'] as const),
  ...(['latitude', 'longitude', 'typology', 'uses_platform_since'] as const),
])
const ooads = readCatalogue('ooad', ['ooad_code', 'inegi_entity_code'])
const states = readCatalogue('states', ['inegi_code', 'curp_code'])
const network = readCatalogue('demo-network', ['clues', 'uses_platform_since', 'weight_paediatric', 'weight_adult'])
const byClues = new Map(hospitals.map((hospital) => [hospital.clues, hospital]))
const hospital = (clues: string) => {
  const found = byClues.get(clues)
  if (!found) throw new Error(`no hospital ${clues}`)
  return found
}

test('every file has a line in the notice, and the notice names no other', () => {
  const notice = readFileSync(new URL('NOTICE.md', folder), 'utf8')
  const named = new Set([...notice.matchAll(/[\w-]+\.(csv|json)/g)].map(([name]) => name))
  expect(named).toEqual(new Set(readdirSync(folder).filter((name) => /\.(csv|json)$/.test(name))))
})

describe('hospitals', () => {
  test('25 UMAE, 174 of second level and 568 of IMSS-Bienestar', () => {
    const count = (regime: string, level: string) =>
      hospitals.filter((hospital) => hospital.regime === regime && hospital.level === level).length
    expect(byClues.size).toBe(767)
    expect([count('imss', 'umae'), count('imss', 'second-level')]).toEqual([25, 174])
    expect([count('imss-bienestar', 'umae'), count('imss-bienestar', 'second-level')]).toEqual([0, 568])
  })

  test('the UMAE list decides the level, not the catalogue', () => {
    expect(hospital('DFIMS000061').level).toBe('umae')
    expect(hospital('DFIMS000056').level).toBe('second-level')
  })

  test('a UMAE and IMSS-Bienestar answer to no OOAD, the others to the one where they stand', () => {
    for (const { level, regime, ooad_code, reports_to_ooad } of hospitals) {
      expect(reports_to_ooad).toBe(level === 'umae' || regime === 'imss-bienestar' ? '' : ooad_code)
      if (regime === 'imss') expect(ooad_code).not.toBe('')
    }
    expect(hospital('DFIMS000616').ooad_code).toBe('37')
  })

  test('an OOAD is one of its state, and marked as assumed just where the state has two', () => {
    const entity = new Map(states.map(({ curp_code, inegi_code }) => [curp_code, inegi_code]))
    for (const { clues, state, ooad_code, ooad_assumed } of hospitals) {
      const possible = ooads
        .filter((ooad) => ooad.inegi_entity_code === entity.get(state))
        .map((ooad) => ooad.ooad_code)
      // San Luis Río Colorado stands in Sonora and belongs to Baja California, by its CLUES too
      if (ooad_code !== '') expect(possible, clues).toContain(ooad_code)
      expect(ooad_assumed, clues).toBe(possible.length > 1 && ooad_code !== '' ? '1' : '0')
    }
  })

  test('positions are in Mexico, and come in pairs', () => {
    for (const { clues, latitude, longitude } of hospitals) {
      expect(latitude === '', clues).toBe(longitude === '')
      if (latitude === '') continue
      expect(Number(latitude) > 14 && Number(latitude) < 33, clues).toBe(true)
      expect(Number(longitude) > -118 && Number(longitude) < -86, clues).toBe(true)
    }
  })

  test('names can be read: not in capitals, without stray signs, composed', () => {
    for (const { clues, name } of hospitals) {
      expect(name, clues).toBe(name.normalize('NFC').trim())
      expect(name, clues).not.toMatch(
        /"| {2}|\p{Lu}{6,}(?<!UMAE)|\p{L}[ÀÈÌÒÙàèìòù]|\b(?:De|La|Del|Los)\b(?<=\w \w+) \p{Ll}/u,
      )
      expect(name, clues).toMatch(/^(?:UMAE |H[A-Z]+ \d|Hospital |Centro |Instituto |Clínica |Unidad )/)
    }
  })
})

describe('the demonstration network', () => {
  test('74 hospitals, each with the day it began, in all 35 OOADs', () => {
    expect(new Set(network.map(({ clues }) => clues)).size).toBe(74)
    for (const { clues, uses_platform_since } of network) {
      expect(hospital(clues)).toMatchObject({ uses_platform_since, regime: 'imss' })
    }
    expect(hospitals.filter(({ uses_platform_since }) => uses_platform_since !== '').length).toBe(74)
    expect(new Set(network.map(({ clues }) => hospital(clues).reports_to_ooad))).toEqual(
      new Set(['', ...ooads.map(({ ooad_code }) => ooad_code)]),
    )
  })

  test('has the published number of hospitals on each published day', () => {
    const published = readCatalogue('published-history', ['date', 'hospitals', 'umae', 'second_level'])
    const counted = published.filter(({ umae }) => umae !== '')
    expect(counted.length).toBe(6)
    for (const { date, umae, second_level, hospitals } of counted) {
      const open = network.filter(({ uses_platform_since }) => uses_platform_since <= date)
      const levels = open.map(({ clues }) => hospital(clues).level)
      expect([levels.filter((level) => level === 'umae').length, levels.length], date).toEqual([
        Number(umae),
        Number(hospitals),
      ])
      expect(Number(umae) + Number(second_level)).toBe(Number(hospitals))
    }
    const first = network.map(({ uses_platform_since }) => uses_platform_since).sort()[0] ?? ''
    expect(first.startsWith('2020-10')).toBe(true)
  })

  test('every hospital has someone, and adults only where it treats adults only', () => {
    for (const { weight_paediatric, weight_adult } of network) {
      expect(Number(weight_paediatric) + Number(weight_adult)).toBeGreaterThan(0)
    }
    const oncology = network.find(({ clues }) => clues === 'DFIMS000604')
    expect(oncology?.weight_paediatric).toBe('0')
  })
})

describe('classifications', () => {
  test('every code is there once', () => {
    for (const [file, rows] of [
      ['icd10-oncology', 889],
      ['icdo3-topography', 330],
      ['icdo3-morphology', 1546],
    ] as const) {
      const codes = readCatalogue(file, ['code', 'label_es'])
      expect(codes.every(({ label_es }) => label_es.trim() !== '')).toBe(true)
      expect([file, codes.length, new Set(codes.map(({ code }) => code)).size]).toEqual([file, rows, rows])
    }
  })

  test('the parent of each ICD-10 code is in the file', () => {
    const rows = readCatalogue('icd10-oncology', ['code', 'parent'])
    const codes = new Set(rows.map(({ code }) => code))
    for (const { code, parent } of rows) if (code.length > 3) expect(codes, code).toContain(parent)
  })

  test('each stage has words in both languages, and each selection a malignancy or none', () => {
    const staging = parseStaging(
      readCatalogue('toronto-staging', stagingColumns),
      readCatalogue('toronto-schema-selection', selectionColumns),
    )
    expect(staging.malignancies.size).toBe(17)
    for (const { systems, label } of staging.malignancies.values()) {
      for (const text of [
        label,
        ...systems.flatMap(({ label, values }) => [label, ...values.map((value) => value.label)]),
      ]) {
        expect(text.es && text.en).not.toBe('')
      }
    }
    const selected = new Set(staging.selections.map(({ malignancyId }) => malignancyId).filter((id) => id !== ''))
    expect(selected).toEqual(new Set(staging.malignancies.keys()))
  })
})

test('names for synthetic people are enough, weighted and of both sexes', () => {
  const surnames = readCatalogue('demo-surnames', ['surname', 'weight'])
  const given = readCatalogue('demo-given-names', ['given_name', 'sex', 'weight'])
  expect(new Set(surnames.map(({ surname }) => surname)).size).toBe(surnames.length)
  expect(surnames.length).toBeGreaterThan(600)
  for (const sex of ['female', 'male']) expect(given.filter((name) => name.sex === sex).length).toBeGreaterThan(100)
  for (const { weight } of [...surnames, ...given]) expect(Number(weight)).toBeGreaterThan(0)
})
