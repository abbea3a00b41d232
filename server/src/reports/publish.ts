import type { CountScope, Disclosure } from 'shared/counts'
import { discloseCell, disclosePercent } from 'shared/disclosure'
import type { Share } from 'shared/indicators'
import type { PainIndicators } from 'shared/pain-indicators'
import type { PublishedPainReport, PublishedSupplyReport, PublishedTreatmentReport } from 'shared/reports'
import type { SupplyStanding } from 'shared/supply'
import type { TreatmentIndicators } from 'shared/treatment-indicators'

/**
 * The fixed days that families' figures of indicators are of, and how they were protected. The scope is that of the counts
 * beside them: how many hospitals gave a dose may tell of one that began.
 */
export interface PublishedCut {
  on: string
  since: string
  scope: CountScope
  disclosure: Disclosure
}

type Body<Report> = Omit<Report, 'id' | 'frozenAt' | 'ruleVersions' | 'kind'>

const percent = ({ numerator, denominator }: Share) => disclosePercent(numerator, denominator)

export const publishTreatment = (
  { rules, total }: TreatmentIndicators,
  cut: PublishedCut,
): Body<PublishedTreatmentReport> => ({
  ...cut,
  rules,
  figures: {
    dosesDue: discloseCell(total.doses),
    dosesOnTimePercent: percent(total.onTime),
    firstTreatmentPercent: percent(total.firstTreatment),
  },
})

export const publishPain = ({ rules, total }: PainIndicators, cut: PublishedCut): Body<PublishedPainReport> => ({
  ...cut,
  rules,
  figures: {
    painAssessedPercent: percent(total.assessed),
    painTreatedPercent: percent(total.treated),
    painReassessedPercent: percent(total.reassessedInTime),
    painRelievedPercent: percent(total.relieved),
  },
})

/** Keys, pieces and cases are no people. */
export const publishSupply = ({ rules, total }: SupplyStanding, cut: PublishedCut): Body<PublishedSupplyReport> => ({
  ...cut,
  rules,
  figures: {
    supplyKeys: total.keys,
    supplyPieces: total.pieces,
    supplyMonths: total.months,
    openShortages: total.openShortages,
    hospitalsWithShortage: total.hospitalsWithShortage,
  },
})
