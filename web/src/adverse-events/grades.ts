import type { adverseEvents } from '../words/adverse-events'

export const grades = [1, 2, 3, 4, 5] as const

/** 'Grave' for 3. */
export function gradeWord(words: (typeof adverseEvents)['en'], grade: number): string {
  const known = grades.find((it) => it === grade)
  return known === undefined ? '' : words[`grade-${known}`]
}
