import { idOver } from '../name-id.js'

/** Name space of the ids below, made once at random; it never changes. */
const EXAMPLES = Buffer.from('a35f0d6c4be94d1f9c02767eb4d8e123', 'hex')

/** The id of an example protocol, the same in every database, over its code. */
export const exampleProtocolId = (code: string): string => idOver(EXAMPLES, code)
