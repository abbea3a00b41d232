import { readFileSync } from 'node:fs'
import type { HospitalPainSettings, PainSettings } from 'shared/pain-settings'
import * as z from 'zod'

const pair = z.tuple([z.number(), z.number()])
const Rule = z.object({ id: z.string(), structured: z.unknown(), source: z.string(), confidence: z.string() })
const After = z.object({
  minutes: z.object({ IV: pair, IN: pair, SC: pair, IM: pair, PO: pair, PR: pair, transdérmico: pair }),
})
const Infusion = z.object({ first_24h_every_h: z.number(), then_every_h: z.number() })

const file = new URL('../../catalogue/pain-protocol.json', import.meta.url)
const { rules } = z.object({ rules: z.array(Rule) }).parse(JSON.parse(readFileSync(file, 'utf8')))

function rule(id: string) {
  const found = rules.find((one) => one.id === id)
  if (found === undefined) throw new Error(`The catalogue of pain has no rule ${id}`)
  return found
}

const after = rule('R-REASSESS')
const infusion = rule('R-REASSESS-INF')
const { minutes } = After.parse(after.structured)
const { first_24h_every_h: atFirst, then_every_h: thereafter } = Infusion.parse(infusion.structured)
const hourly = atFirst * 60

/** From one check of an infusion to the next after its first day, while nothing alarms. */
export const stableInfusionMinutes = thereafter * 60

/**
 * What holds where a hospital has set nothing. Of a span of minutes the later end is taken, so that nobody is late who
 * kept the rule; of the half to whole day after a patch, the earlier. Under the tongue is looked at as by mouth.
 */
export const defaultSettings: PainSettings = {
  reassessMinutes: {
    PO: minutes.PO[1],
    PR: minutes.PR[1],
    SL: minutes.PO[1],
    IN: minutes.IN[1],
    IV: minutes.IV[1],
    SC: minutes.SC[1],
    IM: minutes.IM[1],
    'IV-infusion': hourly,
    'SC-infusion': hourly,
    TD: minutes.transdérmico[0],
  },
  graceMinutes: 10,
  answerMinutes: 30,
  sedationMinutes: minutes.IV[1],
  earlyWarningHours: { green: 4, yellow: 2, red: 1 },
  antibioticMinutes: 60,
}

type Source = HospitalPainSettings['sources'][number]
const ours = (setting: string, source: string): Source => ({ setting, rule: null, source, confidence: 'propuesta' })
const ofRule = (setting: string, { id, source, confidence }: typeof after): Source => ({
  ...{ setting, rule: id, source, confidence },
})

export const defaultSources: readonly Source[] = [
  ...Object.keys(defaultSettings.reassessMinutes).map((route) =>
    ofRule(`reassessMinutes.${route}`, route.endsWith('infusion') ? infusion : after),
  ),
  ours('graceMinutes', 'Convención de este programa'),
  ours('answerMinutes', 'Meta del programa: dolor moderado o intenso atendido antes de 30 minutos'),
  ofRule('sedationMinutes', after),
  ...Object.keys(defaultSettings.earlyWarningHours).map((band) =>
    ours(`earlyWarningHours.${band}`, 'Práctica de los hospitales que usan EVAT; fije la del suyo'),
  ),
  ours('antibioticMinutes', 'Meta de la «Hora Dorada»: antibiótico en la primera hora'),
]
