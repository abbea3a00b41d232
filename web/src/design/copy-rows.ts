import type { Column } from './DataTable'

/** Puts what is seen on the clipboard, separated by tabs, as a spreadsheet pastes it. False when the browser refuses. */
export async function copyRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<boolean> {
  const kept = columns.filter((column) => column.value)
  const lines = rows.map((row) => kept.map((column) => harmless(column.value?.(row) ?? null)).join('\t'))
  try {
    await navigator.clipboard.writeText([kept.map(({ header }) => header).join('\t'), ...lines].join('\n'))
    return true
  } catch {
    return false
  }
}

/** A cell that begins like a formula is pasted as text. */
function harmless(value: string | number | null) {
  if (typeof value === 'number') return String(value)
  const text = (value ?? '').replace(/[\t\r\n]+/g, ' ')
  return /^[=+\-@]/.test(text) ? `'${text}` : text
}
