import fc from 'fast-check'
import { type CheckedCondition, checkCondition, conditionRules, parseConditionCatalogue } from 'shared/condition-checks'
import { parseIccc3Rules } from 'shared/iccc3'
import { basesOfDiagnosis, lateralities } from 'shared/oncology-codes'
import { parseStaging } from 'shared/staging'
import { describe, expect, test } from 'vitest'
import { iccc3Columns, readCatalogue, selectionColumns, stagingColumns } from './support/catalogue.js'

const catalogue = {
  ...parseConditionCatalogue({
    icd10: readCatalogue('icd10-oncology', ['code', 'sex_limit', 'behaviour_group', 'is_leaf']),
    topography: readCatalogue('icdo3-topography', ['code', 'sex_limit', 'paired_organ']),
    morphology: readCatalogue('icdo3-morphology', ['code']),
  }),
  iccc3: parseIccc3Rules(readCatalogue('iccc3', iccc3Columns)),
  staging: parseStaging(
    readCatalogue('toronto-staging', stagingColumns),
    readCatalogue('toronto-schema-selection', selectionColumns),
  ),
}

/** A girl of 4 with leukaemia, complete and consistent. */
const leukaemia: CheckedCondition = {
  birthDate: '2019-03-14',
  sex: 'female',
  icd10: 'C91.0',
  topography: 'C42.1',
  morphology: '9836/3',
  basisOfDiagnosis: 'histology-primary',
  onsetDate: '2023-09-01',
  suspectedOn: '2023-09-20',
  referredOn: '2023-09-21',
  recordedDate: '2023-10-02',
  laterality: 'not-applicable',
  stage: { system: 'cns-status', tier: 2, value: 'CNS1' },
}
const check = (change: Partial<CheckedCondition>, today = '2024-08-09') =>
  checkCondition({ ...leukaemia, ...change }, catalogue, { today })
const verdict = (rule: string, change: Partial<CheckedCondition>) =>
  check(change).find((answer) => answer.rule === rule)?.verdict

const tumour = (topography: string, morphology: string, icd10: string | null = null): Partial<CheckedCondition> => ({
  topography,
  morphology,
  icd10,
  stage: null,
})
const aged = (years: number) => ({ birthDate: `${2023 - years}-01-10` })

test('a complete and consistent diagnosis is ok by every rule', () => {
  expect(check({}).filter((answer) => answer.verdict !== 'ok')).toEqual([])
  expect(check({}).map(({ rule }) => rule)).toEqual(conditionRules)
})

describe('ordinary childhood cancers pass whole', () => {
  test.each<[string, number, Partial<CheckedCondition>]>([
    ['medulloblastoma', 7, tumour('C71.6', '9470/3', 'C71.6')],
    ['pilocytic astrocytoma', 7, tumour('C71.6', '9421/1', 'C71.6')],
    ['Wilms, right', 3, { ...tumour('C64.9', '8960/3', 'C64'), laterality: 'right' }],
    [
      'Wilms, both kidneys',
      3,
      {
        ...tumour('C64.9', '8960/3', 'C64'),
        laterality: 'bilateral',
        stage: { system: 'cog-siop-renal', tier: 2, value: 'V' },
      },
    ],
    [
      'retinoblastoma without biopsy',
      2,
      {
        ...tumour('C69.2', '9510/3', 'C69.2'),
        laterality: 'left',
        basisOfDiagnosis: 'clinical',
      },
    ],
    ['osteosarcoma of the femur', 14, { ...tumour('C40.2', '9180/3', 'C40.2'), laterality: 'left' }],
    ['neuroblastoma', 2, { ...tumour('C74.9', '9500/3', 'C74.9'), laterality: 'left' }],
    ['Hodgkin lymphoma', 12, tumour('C77.0', '9663/3', 'C81.1')],
    ['lymphoblastic lymphoma', 9, tumour('C38.1', '9837/3', 'C83.5')],
    ['myeloid leukaemia', 11, tumour('C42.1', '9861/3', 'C92.0')],
    ['testicular germ cell tumour', 16, { ...tumour('C62.1', '9070/3', 'C62.1'), sex: 'male', laterality: 'right' }],
    ['craniopharyngioma', 8, tumour('C75.2', '9350/1', 'D44.4')],
    ['Langerhans cell histiocytosis', 3, tumour('C41.0', '9751/3', 'C96.0')],
    [
      'hepatoblastoma by alpha-fetoprotein',
      1,
      { ...tumour('C22.0', '8970/3', 'C22.2'), basisOfDiagnosis: 'tumour-markers' },
    ],
    ['skin melanoma', 17, tumour('C44.5', '8720/3', 'C43.5')],
  ])('%s', (_name, years, change) => {
    const answers = check({ ...aged(years), onsetDate: null, suspectedOn: null, referredOn: null, ...change })
    const left = change.topography === 'C44.5' ? ['laterality'] : []
    expect(answers.filter((answer) => answer.verdict !== 'ok').map(({ rule }) => rule)).toEqual(left)
  })
})

test.each<[string, Partial<CheckedCondition>, string]>([
  ['diagnosis-present', { icd10: null, topography: null, morphology: null }, 'missing'],
  ['diagnosis-present', { topography: null, morphology: null }, 'missing'],
  ['diagnosis-present', { topography: null, morphology: null, basisOfDiagnosis: 'clinical' }, 'ok'],

  ['date-birth', { recordedDate: '2019-03-13' }, 'invalid'],
  ['date-birth', { onsetDate: '2019-03-13' }, 'invalid'],
  ['date-birth', { onsetDate: '2019-03-14', recordedDate: '2019-03-14' }, 'ok'],
  ['date-birth', { birthDate: null }, 'missing'],

  ['date-future', { recordedDate: '2024-08-10' }, 'invalid'],
  ['date-future', { recordedDate: '2024-08-09' }, 'ok'],
  ['date-future', { referredOn: '2024-08-10' }, 'invalid'],

  ['date-order', { onsetDate: '2023-10-03' }, 'invalid'],
  ['date-order', { onsetDate: '2023-10-02', suspectedOn: null, referredOn: null }, 'ok'],
  ['date-order', { onsetDate: '2023-09-21', suspectedOn: '2023-09-20' }, 'query'],
  ['date-order', { onsetDate: '2023-09-22', suspectedOn: null, referredOn: '2023-09-21' }, 'query'],
  ['date-order', { suspectedOn: '2023-09-22' }, 'query'],
  ['date-order', { suspectedOn: '2023-10-03', referredOn: null }, 'query'],
  ['date-order', { referredOn: '2023-12-01' }, 'ok'],

  ['icd10-known', { icd10: 'C910' }, 'ok'],
  ['icd10-known', { icd10: 'C91' }, 'query'],
  ['icd10-known', { icd10: 'C99.9' }, 'invalid'],
  ['icd10-known', { icd10: 'leucemia' }, 'invalid'],

  ['topography-known', { topography: 'C42.9' }, 'invalid'],
  ['topography-known', { topography: 'médula' }, 'invalid'],
  ['topography-known', { topography: 'C421' }, 'ok'],

  ['morphology-known', { morphology: '9999/3' }, 'invalid'],
  ['morphology-known', { morphology: '9836' }, 'invalid'],
  ['morphology-known', { morphology: '9836/1' }, 'query'],
  ['morphology-known', { morphology: '9819/3' }, 'query'], // ICD-O-3.2, in the ICCC-3 tables only
  ['morphology-known', { morphology: '98363' }, 'ok'],

  ['behaviour', { morphology: '8000/6' }, 'invalid'],
  ['behaviour', { morphology: '8000/9' }, 'query'],
  ['behaviour', tumour('C34.1', '8140/3', 'C78.0'), 'query'],
  ['behaviour', tumour('C50.9', '8500/0'), 'query'],
  ['behaviour', tumour('C56.9', '8442/1'), 'query'],
  ['behaviour', { ...tumour('C71.0', '9400/3'), morphology: '8000/1' }, 'ok'],
  ['behaviour', tumour('C75.1', '8272/0'), 'ok'],
  ['behaviour', tumour('C53.9', '8070/2'), 'ok'],

  ['sex-site', tumour('C61.9', '8140/3', 'C61'), 'invalid'],
  ['sex-site', { ...tumour('C61.9', '8140/3', 'C61'), sex: 'male' }, 'ok'],
  ['sex-site', { ...tumour('C61.9', '8140/3', 'C61'), sex: 'other' }, 'ok'],
  ['sex-site', { ...tumour('C61.9', '8140/3', 'C61'), sex: 'unknown' }, 'query'],
  ['sex-site', { icd10: 'C61', topography: null, morphology: null }, 'invalid'],
  ['sex-site', { ...tumour('C56.9', '9060/3'), sex: 'male' }, 'invalid'],
  ['sex-site', { ...tumour('C50.9', '8500/3', 'C50.9'), sex: 'male' }, 'ok'],

  ['site-morphology', tumour('C69.2', '9510/3'), 'ok'],
  ['site-morphology', tumour('C71.0', '9510/3'), 'query'],
  ['site-morphology', tumour('C40.2', '9180/3'), 'ok'],
  ['site-morphology', tumour('C50.9', '9180/3'), 'rare'],
  ['site-morphology', tumour('C34.9', '9836/3'), 'query'],
  ['site-morphology', tumour('C34.9', '9811/3'), 'ok'], // lymphoma or leukaemia by its site
  ['site-morphology', tumour('C18.0', '9470/3'), 'query'],
  ['site-morphology', tumour('C64.9', '8960/3'), 'ok'],
  ['site-morphology', tumour('C62.9', '8960/3'), 'rare'],
  ['site-morphology', tumour('C56.9', '9061/3'), 'query'],
  ['site-morphology', tumour('C38.1', '9061/3'), 'ok'],
  ['site-morphology', tumour('C50.9', '9080/3'), 'rare'],
  ['site-morphology', tumour('C34.9', '8720/3'), 'rare'],
  ['site-morphology', tumour('C22.0', '8340/3'), 'rare'],

  ['icd10-agreement', { icd10: 'C92.0' }, 'query'],
  ['icd10-agreement', { icd10: 'c910' }, 'ok'],
  ['icd10-agreement', tumour('C64.9', '8960/3', 'C67.9'), 'query'],
  ['icd10-agreement', tumour('C71.0', '9400/3', 'D43.0'), 'query'],
  ['icd10-agreement', tumour('C70.0', '9530/0', 'D32.0'), 'ok'],
  ['icd10-agreement', tumour('C70.0', '9530/0', 'C70.0'), 'query'],
  ['icd10-agreement', tumour('C53.9', '8070/2', 'D06.9'), 'ok'],
  ['icd10-agreement', tumour('C44.5', '8720/3', 'C44.5'), 'query'],
  ['icd10-agreement', tumour('C34.9', '9050/3', 'C45.9'), 'ok'],
  ['icd10-agreement', tumour('C42.1', '9989/3', 'D46.9'), 'ok'],
  ['icd10-agreement', tumour('C42.1', '9989/3', 'C92.0'), 'ok'],
  ['icd10-agreement', tumour('C77.0', '9650/3', 'C83.3'), 'query'],

  ['basis-morphology', { basisOfDiagnosis: 'cytology' }, 'ok'],
  ['basis-morphology', { basisOfDiagnosis: 'clinical' }, 'query'],
  ['basis-morphology', { basisOfDiagnosis: 'unknown' }, 'query'],
  ['basis-morphology', { morphology: '9800/3', basisOfDiagnosis: 'clinical' }, 'ok'],
  ['basis-morphology', { morphology: '8000/3', basisOfDiagnosis: 'death-certificate-only' }, 'ok'],
  ['basis-morphology', { morphology: '8000/3' }, 'query'],
  ['basis-morphology', { ...tumour('C64.9', '8960/3'), basisOfDiagnosis: 'clinical-investigation' }, 'ok'],
  ['basis-morphology', { ...tumour('C64.9', '8960/3'), basisOfDiagnosis: 'clinical' }, 'query'],
  ['basis-morphology', { ...tumour('C44.5', '8720/3'), basisOfDiagnosis: 'clinical' }, 'ok'],

  ['laterality', tumour('C64.9', '8960/3'), 'query'],
  ['laterality', { ...tumour('C64.9', '8960/3'), laterality: null }, 'missing'],
  ['laterality', { ...tumour('C64.9', '8960/3'), laterality: 'unknown' }, 'ok'],
  ['laterality', { laterality: 'left' }, 'query'],
  ['laterality', { laterality: null }, 'ok'],

  ['stage', { stage: null }, 'ok'],
  ['stage', { stage: { system: 'inrgss', tier: 2, value: 'M' } }, 'query'],
  ['stage', { stage: { system: 'cns-status', tier: 2, value: 'CNS9' } }, 'invalid'],
  [
    'stage',
    {
      ...tumour('C64.9', '8960/3'),
      laterality: 'left',
      stage: { system: 'cog-siop-renal', tier: 2, value: 'V' },
    },
    'query',
  ],
])('%s: %j is %s', (rule, change, expected) => {
  expect(verdict(rule, change)).toBe(expected)
})

describe('age and tumour', () => {
  const at = (years: number, change: Partial<CheckedCondition>) =>
    verdict('age-incidence', { ...change, ...aged(years) })

  // the last age of one answer and the first of the other
  test.each<[string, number, number, Partial<CheckedCondition>]>([
    ['retinoblastoma', 5, 6, tumour('C69.2', '9510/3')],
    ['neuroblastoma', 9, 10, tumour('C74.9', '9500/3')],
    ['Wilms tumour', 8, 9, tumour('C64.9', '8960/3')],
    ['hepatoblastoma', 5, 6, tumour('C22.0', '8970/3')],
    ['extragonadal germ cell tumour', 7, 8, tumour('C38.1', '9071/3')],
    ['choriocarcinoma of the placenta', 45, 46, tumour('C58.9', '8000/3')],
  ])('%s is usual at %i and rare at %i', (_name, usual, rare, change) => {
    expect([at(usual, change), at(rare, change)]).toEqual(['ok', 'rare'])
  })

  test.each<[string, number, number, Partial<CheckedCondition>]>([
    ['Hodgkin lymphoma', 2, 3, tumour('C77.0', '9663/3')],
    ['osteosarcoma', 5, 6, tumour('C40.2', '9180/3')],
    ['chondrosarcoma', 5, 6, tumour('C40.2', '9220/3')],
    ['Ewing sarcoma of bone', 3, 4, tumour('C40.2', '9260/3')],
    ['renal carcinoma', 8, 9, tumour('C64.9', '8312/3')],
    ['hepatocellular carcinoma', 8, 9, tumour('C22.0', '8170/3')],
    ['thyroid carcinoma', 5, 6, tumour('C73.9', '8260/3')],
    ['prostate carcinoma', 39, 40, tumour('C61.9', '8140/3')],
    ['prostate by ICD-10 alone', 39, 40, { ...tumour('', ''), icd10: 'C61' }],
    ['breast carcinoma', 19, 20, tumour('C50.9', '8500/3')],
    ['myeloma', 25, 26, tumour('C42.1', '9732/3')],
    ['chronic lymphocytic leukaemia by ICD-10 alone', 25, 26, { ...tumour('', ''), icd10: 'C91.1' }],
  ])('%s is rare at %i and usual at %i', (_name, rare, usual, change) => {
    expect([at(rare, change), at(usual, change)]).toEqual(['rare', 'ok'])
  })

  test('a sarcoma of the prostate of a boy is not taken for a carcinoma', () => {
    expect(at(4, tumour('C61.9', '8910/3'))).toBe('ok')
  })

  test('an impossible age is left to the dates', () => {
    expect(at(-1, tumour('C69.2', '9510/3'))).toBe('ok')
    expect(verdict('age-incidence', { ...tumour('C69.2', '9510/3'), birthDate: null })).toBe('ok')
  })
})

test('whatever is given, every rule answers once, in one order, and names only fields of the form', () => {
  const text = fc.option(
    fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('C91.0', 'C42.1', '9836/3', 'C64.9', '8960/3')),
  )
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const fields = new Set([...Object.keys(leukaemia), 'recordedDate'])
  fc.assert(
    fc.property(
      fc.record({
        birthDate: fc.option(day),
        sex: fc.constantFrom('female', 'male', 'other', 'unknown'),
        icd10: text,
        topography: text,
        morphology: text,
        basisOfDiagnosis: fc.constantFrom(...basesOfDiagnosis),
        onsetDate: fc.option(day),
        recordedDate: day,
        laterality: fc.option(fc.constantFrom(...lateralities)),
        stage: fc.option(
          fc.record({ system: fc.constantFrom('tnm', 'x', 'toronto'), value: fc.constantFrom('I', 'V', '?') }),
        ),
      }),
      (condition) => {
        const answers = checkCondition(condition, catalogue, { today: '2024-08-09' })
        expect(answers.map(({ rule }) => rule)).toEqual(conditionRules)
        for (const { fields: named, verdict: given } of answers) {
          expect(named.length > 0).toBe(given !== 'ok')
          for (const field of named) expect(fields).toContain(field)
        }
      },
    ),
  )
})
