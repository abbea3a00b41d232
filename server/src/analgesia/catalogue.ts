import { readFileSync } from 'node:fs'
import { sedationScales } from 'shared/analgesia'
import { readPainProtocol } from 'shared/analgesic-facts'
import * as z from 'zod'

const open = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../catalogue/${name}`, import.meta.url), 'utf8'))

/** Facts of pain relief of the edition that is installed; the same for every hospital. */
export const painProtocol = readPainProtocol(open('pain-protocol.json'))

const SedationFile = z.object({
  sedation_scales: z.array(
    z.object({
      id: z.enum(sedationScales),
      name_es: z.string(),
      values: z.array(
        z.object({ value: z.union([z.string(), z.number()]), label_es: z.string(), action_es: z.string().optional() }),
      ),
      source: z.string(),
      confidence: z.string(),
    }),
  ),
})

/** Scales of sedation with their values as they are written. */
export const sedationScaleFacts = SedationFile.parse(open('pain-scales.json')).sedation_scales.map(
  ({ id, name_es: name, values, source, confidence }) => ({
    id,
    name,
    source,
    confidence,
    values: values.map(({ value, label_es: label, action_es: action = null }) => ({
      value: String(value),
      label,
      action,
    })),
  }),
)
