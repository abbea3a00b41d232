import { dayIn, MEXICO_CITY } from 'shared/calendar-day'

/** The day on which entries are posted: one day for the whole network, so that national figures close. */
export const today = (): string => dayIn(MEXICO_CITY, new Date())
