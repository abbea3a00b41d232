import type { GroupPlace } from 'shared/working-group'

/** A hospital with the office where it stands, an office, or the nation. */
export function placeIn({ hospital, ooadName }: GroupPlace, national: string): string {
  return [hospital, ooadName].filter((it) => it !== null).join(', ') || national
}
