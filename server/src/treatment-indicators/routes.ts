import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { TreatmentIndicators, TreatmentIndicatorsQuery } from 'shared/treatment-indicators'
import { askedDays } from '../counts/ask.js'
import { sendIndicators } from '../indicators/send.js'
import { ageFilterOf, treatmentIndicators } from './answer.js'
import { indicatorsSheet } from './sheet.js'

export const treatmentIndicatorRoutes: FastifyPluginAsyncZod = async (app) => {
  const indicators = {
    tags: ['Treatment'],
    summary: 'Delivery of planned antineoplastic doses and start of treatment in a period, as of a day',
    description:
      'The period begins the day after `since` and ends on `on`. Every share has its numerator and denominator, and the rules stand in the answer. Figures of a past day never change. With `ageGroup` only the doses of people under `ageLimit` years (18 by default) on the planned day, or of that age and over; a first treatment by the age on its day. With `Accept: text/csv` or of XLSX, or `format`, the rows come as a file.',
    querystring: TreatmentIndicatorsQuery,
    response: { 200: TreatmentIndicators },
  }
  app.get('/', { schema: indicators }, (request, reply) => {
    const { groupBy, toleranceDays, ageGroup, ageLimit, lang, format, ...asked } = request.query
    const days = askedDays(asked)
    const age = ageFilterOf({ ageGroup, ageLimit })
    return sendIndicators(
      request,
      reply,
      { resourceType: 'TreatmentIndicators', on: days.on, format },
      (open) => treatmentIndicators(open, { ...days, toleranceDays, age }, groupBy),
      (answer) => indicatorsSheet(answer, lang),
    )
  })
}
