import { fold } from './fold.js'
import type { ControlledFraction } from './pain.js'

export const analgesicClasses = [
  'non-opioid',
  'nsaid',
  'weak-opioid',
  'opioid',
  'adjuvant',
  'laxative',
  'antagonist',
] as const
export type AnalgesicClass = (typeof analgesicClasses)[number]

export interface AnalgesicDrug {
  es: string
  en: string
  class: AnalgesicClass
  /**
   * Fraction of the General Health Law, article 226, as rule R-CTRL says it; null where it depends on the list in force
   * (opioids) or there is none.
   */
  fraction: ControlledFraction | null
  /** Partial agonist or agonist-antagonist: beside a pure agonist it may bring on withdrawal (rule R-MEP). */
  mixed?: true
  /** Works over days: no dose of it is looked at again within the hour. */
  slow?: true
}

const drug = (es: string, en: string, of: AnalgesicClass, more: Partial<AnalgesicDrug> = {}): AnalgesicDrug => ({
  es,
  en,
  class: of,
  fraction: null,
  ...more,
})
const narcotic = (es: string, en: string) => drug(es, en, 'opioid', { fraction: 'I' })

/** Drugs of pain by code, with their labels. The doses are facts of the catalogue (pain-protocol.json). */
export const analgesicDrugs: Readonly<Record<string, AnalgesicDrug>> = {
  paracetamol: drug('Paracetamol', 'Paracetamol', 'non-opioid'),
  ibuprofeno: drug('Ibuprofeno', 'Ibuprofen', 'nsaid'),
  ketorolaco: drug('Ketorolaco', 'Ketorolac', 'nsaid'),
  naproxeno: drug('Naproxeno', 'Naproxen', 'nsaid'),
  diclofenaco: drug('Diclofenaco', 'Diclofenac', 'nsaid'),
  acido_acetilsalicilico: drug('Ácido acetilsalicílico', 'Acetylsalicylic acid', 'nsaid'),
  metamizol: drug('Metamizol', 'Metamizole', 'non-opioid'),
  morfina: narcotic('Morfina', 'Morphine'),
  fentanilo: narcotic('Fentanilo', 'Fentanyl'),
  oxicodona: narcotic('Oxicodona', 'Oxycodone'),
  hidromorfona: narcotic('Hidromorfona', 'Hydromorphone'),
  metadona: narcotic('Metadona', 'Methadone'),
  buprenorfina: drug('Buprenorfina', 'Buprenorphine', 'opioid', { mixed: true }),
  nalbufina: drug('Nalbufina', 'Nalbuphine', 'opioid', { mixed: true }),
  petidina: drug('Petidina (meperidina)', 'Pethidine (meperidine)', 'opioid'),
  tapentadol: drug('Tapentadol', 'Tapentadol', 'opioid'),
  tramadol: drug('Tramadol', 'Tramadol', 'weak-opioid'),
  codeina: drug('Codeína', 'Codeine', 'weak-opioid'),
  dextropropoxifeno: drug('Dextropropoxifeno', 'Dextropropoxyphene', 'weak-opioid'),
  gabapentina: drug('Gabapentina', 'Gabapentin', 'adjuvant', { slow: true }),
  pregabalina: drug('Pregabalina', 'Pregabalin', 'adjuvant', { slow: true }),
  amitriptilina: drug('Amitriptilina', 'Amitriptyline', 'adjuvant', { slow: true }),
  dexametasona: drug('Dexametasona', 'Dexamethasone', 'adjuvant', { slow: true }),
  prednisona: drug('Prednisona', 'Prednisone', 'adjuvant', { slow: true }),
  ketamina: drug('Ketamina', 'Ketamine', 'adjuvant'),
  lidocaina: drug('Lidocaína', 'Lidocaine', 'adjuvant'),
  senosidos: drug('Senósidos', 'Sennosides', 'laxative'),
  lactulosa: drug('Lactulosa', 'Lactulose', 'laxative'),
  polietilenglicol: drug('Polietilenglicol', 'Polyethylene glycol', 'laxative'),
  bisacodilo: drug('Bisacodilo', 'Bisacodyl', 'laxative'),
  naloxona: drug('Naloxona', 'Naloxone', 'antagonist'),
}

const aliases: Readonly<Record<string, string>> = {
  meperidina: 'petidina',
  acetaminofen: 'paracetamol',
  dipirona: 'metamizol',
  aspirina: 'acido_acetilsalicilico',
}
const codes = new Map(
  Object.entries(analgesicDrugs).flatMap(([code, { es, en }]) =>
    [code, es, en, code.replaceAll('_', ' ')].map((name) => [fold(name), code] as const),
  ),
)
for (const [name, code] of Object.entries(aliases)) codes.set(name, code)

/** One drug by code, undefined for own words. */
export const knownDrug = (code: string): AnalgesicDrug | undefined =>
  Object.hasOwn(analgesicDrugs, code) ? analgesicDrugs[code] : undefined

/**
 * The code of a drug as people write it: "Morfina", "morfina sulfato", "MEPERIDINA". Own words that name none of the
 * list stay as they are; words that name two are null, for each drug is written by itself.
 */
export function drugCode(text: string): string | null {
  const plain = fold(text)
  const whole = codes.get(plain)
  if (whole !== undefined) return whole
  const named = new Set(plain.split(/[^a-z0-9]+/).flatMap((word) => codes.get(word) ?? []))
  if (named.size > 1) return null
  const [only] = named
  return only ?? text
}

/** Weak or strong, full or partial agonist; own words are none. */
export function isOpioid(code: string): boolean {
  const of = knownDrug(code)?.class
  return of === 'opioid' || of === 'weak-opioid'
}
