import { flushSync } from 'react-dom'
import type { WorklistItem } from 'shared/medication-administrations'

/** Draws the labels, prints them alone, and takes them away. */
export function printLabels(show: (items: readonly WorklistItem[]) => void, items: readonly WorklistItem[]): void {
  flushSync(() => show(items))
  document.documentElement.classList.add('g-labels-only')
  addEventListener('afterprint', () => document.documentElement.classList.remove('g-labels-only'), { once: true })
  print()
}
