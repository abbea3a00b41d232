import { inUnit } from './dose-checks.js'
import type { CumulativeFamily, LifetimeLimit } from './medication-catalogue.js'
import type { DoseUnit, Route } from './medications.js'

/** One dose on the way to a lifetime sum; `bsaM2` null where nobody measured. A prior one may be known by surface only. */
export interface Exposure {
  medication: string
  route: Route | null
  kind: 'given' | 'planned' | 'prior'
  dose: number
  unit: DoseUnit
  /** `total`: the dose itself; `m2`: already by body surface. */
  per: 'total' | 'm2'
  bsaM2: number | null
}

/** What went, will go, and went before or elsewhere into a body. */
export interface Sum {
  given: number
  planned: number
  prior: number
  total: number
}

export interface ReachedLimit extends LifetimeLimit {
  reached: number
  percent: number
}

export interface CumulativeDose {
  family: string
  label: { es: string; en: string }
  unit: DoseUnit
  /** Of the family's measure substance, by body surface, and the dose itself. */
  perM2: Sum
  absolute: Sum
  /** The limits of this age, the nearest to its end first. */
  limits: ReachedLimit[]
  attention: { value: number; source: string; reached: boolean } | null
  /** A dose could not be brought to body surface: the sum is a lower bound. */
  incomplete: boolean
}

/** Bladder, skin and spine do not load the heart. */
const systemic = (route: Route | null) => route === null || !['IT', 'IVES', 'TOP', 'INH'].includes(route)

const SCALE = 10_000
const tidy = (value: number) => Math.round(value * SCALE) / SCALE

/**
 * Lifetime doses by family: each dose times its factor, by body surface and in all, and how near each limit is. Only
 * families that something went into. Sums never fall when a dose is added.
 */
export function cumulativeDoses(
  families: readonly CumulativeFamily[],
  exposures: readonly Exposure[],
  { ageYears, bsaM2 }: { ageYears: number; bsaM2: number | null },
): CumulativeDose[] {
  return families.flatMap((family) => {
    const factors = new Map(family.members.map(({ medication, factor }) => [medication, factor]))
    const own = exposures.filter(({ medication, route }) => factors.has(medication) && systemic(route))
    if (own.length === 0) return []
    const unit = family.limits[0]?.unit ?? 'mg'
    const perM2 = { given: 0, planned: 0, prior: 0 }
    const absolute = { given: 0, planned: 0, prior: 0 }
    let incomplete = false
    for (const exposure of own) {
      const amount = inUnit(exposure.dose * (factors.get(exposure.medication) ?? 1), exposure.unit, unit)
      const surface = exposure.bsaM2 ?? bsaM2
      if (amount === null || surface === null) incomplete = true
      if (amount === null) continue
      if (exposure.per === 'm2') perM2[exposure.kind] += amount
      else if (surface !== null) perM2[exposure.kind] += amount / surface
      if (exposure.per === 'total') absolute[exposure.kind] += amount
      else if (surface !== null) absolute[exposure.kind] += amount * surface
    }
    const sums = { m2: summed(perM2), total: summed(absolute) }
    const limits = family.limits
      .filter(({ fromAge = 0, toAge = Infinity }) => ageYears >= fromAge && ageYears < toAge)
      .map((limit) => ({
        ...limit,
        reached: sums[limit.per].total,
        percent: share(sums[limit.per].total, limit.value),
      }))
      .sort((a, b) => b.percent - a.percent)
    const { attention } = family
    return [
      {
        family: family.code,
        label: family.label,
        unit,
        perM2: sums.m2,
        absolute: sums.total,
        limits,
        attention:
          attention === null
            ? null
            : {
                value: attention.value,
                source: attention.source,
                reached: sums[attention.per].total >= attention.value,
              },
        incomplete,
      },
    ]
  })
}

const summed = ({ given, planned, prior }: Omit<Sum, 'total'>): Sum => ({
  given: tidy(given),
  planned: tidy(planned),
  prior: tidy(prior),
  total: tidy(given + planned + prior),
})

const share = (reached: number, limit: number) => Math.round((reached / limit) * 1000) / 10

/** A protocol that ends at its limit passes it by a hair, because doses are rounded to what can be drawn up. */
const ROUNDING_SHARE = 0.005

/** Limits that a sum lies above by more than rounding does: each asks for a reason. */
export const overLimits = (doses: readonly CumulativeDose[]) =>
  doses.flatMap(({ family, limits }) =>
    limits
      .filter(({ reached, value }) => reached > value * (1 + ROUNDING_SHARE))
      .map((limit) => ({ family, ...limit })),
  )
