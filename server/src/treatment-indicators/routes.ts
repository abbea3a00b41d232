import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { TreatmentIndicators, TreatmentIndicatorsQuery } from 'shared/treatment-indicators'
import { askedDays } from '../counts/ask.js'
import { sendIndicators } from '../indicators/send.js'
import { treatmentIndicators } from './answer.js'
import { indicatorsSheet } from './sheet.js'

export const treatmentIndicatorRoutes: FastifyPluginAsyncZod = async (app) => {
  const indicators = {
    tags: ['Treatment'],
    summary: 'Delivery of planned antineoplastic doses and start of treatment in a period, as of a day',
    description:
      'The period begins the day after `since` and ends on `on`. Every share has its numerator and denominator, and the rules stand in the answer. Figures of a past day never change. With `Accept: text/csv` or of XLSX, or `format`, the rows come as a file.',
    querystring: TreatmentIndicatorsQuery,
    response: { 200: TreatmentIndicators },
  }
  app.get('/', { schema: indicators }, (request, reply) => {
    const { groupBy, toleranceDays, lang, format, ...asked } = request.query
    const days = askedDays(asked)
    return sendIndicators(
      request,
      reply,
      { resourceType: 'TreatmentIndicators', on: days.on, format },
      (open) => treatmentIndicators(open, { ...days, toleranceDays }, groupBy),
      (answer) => indicatorsSheet(answer, lang),
    )
  })
}
