import { foldHeader } from 'shared/imports-fields'

/** What a field of a research file means; columns not named here (centre, study, district) are left out. */
interface DatasetShape {
  /** Folded headers that only this file has together. */
  signature: readonly string[]
  columns: Readonly<Record<string, string>>
}

/**
 * Research files that are public and de-identified, read by the meaning their publishers give each column
 * (shared/data/README.md).
 */
export const datasets = {
  /** National Wilms Tumor Study: Breslow & Chatterjee 1999. Age in months; `edrel` days to relapse or to the last visit. */
  nwtco: {
    signature: ['seqno', 'instit', 'histol', 'stage', 'rel', 'edrel', 'age'],
    columns: {
      seqno: 'caseNumber',
      histol: 'histology',
      stage: 'stage',
      rel: 'relapse',
      edrel: 'daysToRelapse',
      age: 'ageMonths',
    },
  },
  /** Registo Oncológico do Norte, 1999 to 2003. `X` age at diagnosis and `SurvTime` both in days from birth. */
  'childcancer-north-portugal': {
    signature: ['x', 'u', 'v', 'iccgroup', 'status', 'survtime', 'residence', 'sex'],
    columns: {
      rownames: 'caseNumber',
      x: 'ageDays',
      iccgroup: 'iccc3Group',
      status: 'deceased',
      survtime: 'daysFromBirth',
      sex: 'sex',
    },
  },
  /** Children with high-grade glioma. Age in years. */
  'pediatric-high-grade-glioma': {
    signature: ['age', 'gender', 'pathology', 'pathology grade', 'extentofsurgicalresection', 'died'],
    columns: {
      rownames: 'caseNumber',
      age: 'ageYears',
      gender: 'sex',
      pathology: 'pathology',
      'pathology grade': 'grade',
      died: 'deceased',
    },
  },
} as const satisfies Record<string, DatasetShape>
export type Dataset = keyof typeof datasets

/** The research file that has these headers; null for any other sheet. */
export function datasetOf(row: readonly string[]): Dataset | null {
  const headers = new Set(row.map(foldHeader))
  const found = Object.entries(datasets).find(([, { signature }]) => signature.every((header) => headers.has(header)))
  return (found?.[0] as Dataset | undefined) ?? null
}
