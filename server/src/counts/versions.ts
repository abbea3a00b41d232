import type { OpenScope } from '../access/scope.js'

/** Raised whenever a rule would count, age or hide anybody otherwise: frozen reports say which one they followed. */
export const countRules = { counting: '1', 'age-rule': '1', disclosure: '3' }

/** Rules of the program that a report followed and current catalogues, by name. */
export async function readRuleVersions(
  { query }: OpenScope,
  rules: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const catalogues = await query<{ catalogue: string; version: string }>(
    `select catalogue, string_agg(version, ', ' order by version) as version from catalogue_versions where current
    group by catalogue order by catalogue`,
    [],
  )
  return {
    ...rules,
    ...Object.fromEntries(catalogues.map(({ catalogue, version }) => [`catalogue:${catalogue}`, version])),
  }
}
