import type { KeyboardEvent } from 'react'

/**
 * Capturing from paper: Enter goes to the next field instead of sending the form. Buttons keep their Enter, a text of
 * several lines its new line, and an open list its choice.
 */
export function enterGoesOn(event: KeyboardEvent<HTMLFormElement>) {
  const { target } = event
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  event.preventDefault()
  const fields = fieldsOf(event.currentTarget)
  const next = fields[fields.indexOf(target) + (event.shiftKey ? -1 : 1)]
  if (next !== undefined) {
    next.focus()
    if (next instanceof HTMLInputElement && next.type === 'text') next.select()
    return
  }
  if (!event.shiftKey) event.currentTarget.querySelector<HTMLElement>('[data-save]')?.focus()
}

/** In the order of the tabulator; of a group of radios only the one it would reach. */
function fieldsOf(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('input, select, textarea')].filter(
    (field) =>
      !field.matches(':disabled, [type="hidden"], [tabindex="-1"]') && field.offsetParent !== null && reached(field),
  )
}

function reached(field: HTMLElement) {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio') return true
  const group = [...(field.form?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])].filter(
    ({ name }) => name === field.name,
  )
  const here = group.find((radio) => radio === document.activeElement) ?? group.find(({ checked }) => checked)
  return field === (here ?? group[0])
}
