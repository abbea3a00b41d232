import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PainIndicators, PainIndicatorsQuery } from 'shared/pain-indicators'
import { askedDays } from '../counts/ask.js'
import { sendIndicators } from '../indicators/send.js'
import { painIndicators } from './answer.js'
import { painSheet } from './sheet.js'

export const painIndicatorRoutes: FastifyPluginAsyncZod = async (app) => {
  const indicators = {
    tags: ['Pain'],
    summary: 'How pain was assessed, answered, reassessed and relieved in a period, as of a day',
    description:
      'The period begins the day after `since` and ends on `on`. Every share has its numerator and denominator, and the rules stand in the answer with the settings of the hospitals that it followed. Figures of a past day never change. With `Accept: text/csv` or of XLSX, or `format`, the rows come as a file.',
    querystring: PainIndicatorsQuery,
    response: { 200: PainIndicators },
  }
  app.get('/', { schema: indicators }, (request, reply) => {
    const { groupBy, lang, format, ...asked } = request.query
    const days = askedDays(asked)
    return sendIndicators(
      request,
      reply,
      { resourceType: 'PainIndicators', on: days.on, format },
      (open) => painIndicators(open, days, groupBy),
      (answer) => painSheet(answer, lang),
    )
  })
}
