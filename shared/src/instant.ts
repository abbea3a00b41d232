import * as z from 'zod'

/** A moment as it is written: RFC 3339 with its zone. */
export const instantText = z.iso.datetime({
  offset: true,
  error: (issue) => (issue.input === undefined ? undefined : 'instant-invalid'),
})

/** A moment: RFC 3339 text with its zone on the wire, a Date on either side. */
export const instant = z.codec(instantText, z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
