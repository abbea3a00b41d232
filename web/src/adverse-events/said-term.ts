import { knownTerm } from 'shared/adverse-event-terms'
import { currentLanguage } from '../preferences'

/** A term of the list in the chosen language; own words as they were written. */
export const saidTerm = (term: string): string => knownTerm(term)?.[currentLanguage()] ?? term
