/** The first letters of every version 7 id of a moment: its milliseconds. */
export function momentPart(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

/** SQL of a new version 7 id, for rows that one statement writes; the parameter holds a `momentPart`. */
export const eventId = (parameter: `$${number}`): string =>
  `overlay(overlay(gen_random_uuid()::text placing ${parameter} from 1 for 13) placing '7' from 15 for 1)::uuid`
