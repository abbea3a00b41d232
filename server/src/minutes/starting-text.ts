import { agendaTitles } from 'shared/minutes-words'
import type { SessionFigures } from 'shared/session-figures'
import type { AgendaKind } from 'shared/working-group'
import type { AgendaItem } from '../working-group/table.js'

/** Sentences that quote the frozen reports; each stands only where all of its figures are there. */
const sentences: Partial<Record<AgendaKind, readonly string[]>> = {
  figures: [
    'Al {{on}} había {{total}} personas registradas en la plataforma: {{paediatric}} en edad pediátrica ({{paediatricPercent}}) y {{adult}} adultas ({{adultPercent}}).',
    'Las atienden {{hospitals}} hospitales: {{umae}} de alta especialidad (UMAE) y {{secondLevel}} de segundo nivel.',
    'Desde el {{since}} se sumaron {{added}} personas a las {{previous}} que ya estaban.',
  ],
  supply: ['Hay {{supplyKeys}} claves con {{supplyPieces}} piezas, que alcanzan para {{supplyMonths}} meses.'],
}

/** Minutes begin with the agenda: a heading for each part, its note, and the figures that were frozen. */
export function startingText({ agenda }: { agenda: readonly AgendaItem[] }, { items }: SessionFigures): string {
  const frozen = new Set<string>(items.map(({ key }) => key))
  const isWhole = (sentence: string) =>
    [...sentence.matchAll(/\{\{(\w+)\}\}/g)].every(([, key = '']) => frozen.has(key))
  return agenda
    .flatMap(({ kind, title, note }) => [
      `## ${title ?? agendaTitles[kind]}`,
      ...(note === null ? [] : [note]),
      ...(sentences[kind] ?? []).filter(isWhole),
    ])
    .join('\n\n')
}
