import * as z from 'zod'

/** A moment: RFC 3339 text with its zone on the wire, a Date on either side. */
export const instant = z.codec(
  z.iso.datetime({ offset: true, error: (issue) => (issue.input === undefined ? undefined : 'instant-invalid') }),
  z.date(),
  { decode: (text) => new Date(text), encode: (date) => date.toISOString() },
)
