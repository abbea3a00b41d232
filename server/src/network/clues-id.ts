import { idOver } from '../name-id.js'

/** Name space of the ids below, made once at random; it never changes. */
const HOSPITALS = Buffer.from('d1765d8c94b9a8651e196de63b813579', 'hex')

/**
 * The id of a hospital, the same in every database, over its CLUES. Hospitals come from a public catalogue, so their ids
 * need not hide anything.
 */
export const hospitalId = (clues: string): string => idOver(HOSPITALS, clues)
