import { fold } from './fold.js'

export interface AdverseEventTerm {
  es: string
  en: string
  /** Grades that the criteria give the term; 1 to 5 where absent. */
  grades?: readonly [min: number, max: number]
}

/**
 * The commonest of the Common Terminology Criteria for Adverse Events v5.0 (NCI, 2017; public domain), with Spanish
 * labels of our own. `grades` from published knowledge, only where the criteria leave grades out beyond doubt; it
 * raises a question and refuses nothing.
 */
export const adverseEventTerms = {
  anaemia: { es: 'Anemia', en: 'Anaemia' },
  'febrile-neutropenia': { es: 'Neutropenia febril', en: 'Febrile neutropenia', grades: [3, 5] },
  'neutrophils-low': { es: 'Neutrófilos bajos', en: 'Neutrophil count decreased', grades: [1, 4] },
  'platelets-low': { es: 'Plaquetas bajas', en: 'Platelet count decreased', grades: [1, 4] },
  'white-cells-low': { es: 'Leucocitos bajos', en: 'White blood cells decreased', grades: [1, 4] },
  'lymphocytes-low': { es: 'Linfocitos bajos', en: 'Lymphocyte count decreased', grades: [1, 4] },
  nausea: { es: 'Náusea', en: 'Nausea', grades: [1, 3] },
  vomiting: { es: 'Vómito', en: 'Vomiting' },
  'oral-mucositis': { es: 'Mucositis oral', en: 'Oral mucositis' },
  diarrhoea: { es: 'Diarrea', en: 'Diarrhoea' },
  constipation: { es: 'Estreñimiento', en: 'Constipation' },
  'abdominal-pain': { es: 'Dolor abdominal', en: 'Abdominal pain', grades: [1, 3] },
  typhlitis: { es: 'Tiflitis (colitis neutropénica)', en: 'Typhlitis', grades: [3, 5] },
  pancreatitis: { es: 'Pancreatitis', en: 'Pancreatitis', grades: [2, 5] },
  anorexia: { es: 'Falta de apetito', en: 'Anorexia' },
  'weight-loss': { es: 'Pérdida de peso', en: 'Weight loss', grades: [1, 3] },
  dehydration: { es: 'Deshidratación', en: 'Dehydration' },
  fatigue: { es: 'Cansancio', en: 'Fatigue', grades: [1, 3] },
  fever: { es: 'Fiebre', en: 'Fever' },
  sepsis: { es: 'Sepsis', en: 'Sepsis', grades: [3, 5] },
  'catheter-infection': { es: 'Infección del catéter', en: 'Catheter related infection', grades: [2, 5] },
  'lung-infection': { es: 'Neumonía', en: 'Lung infection', grades: [2, 5] },
  'skin-infection': { es: 'Infección de la piel', en: 'Skin infection' },
  alopecia: { es: 'Caída del cabello', en: 'Alopecia', grades: [1, 2] },
  rash: { es: 'Erupción de la piel', en: 'Rash maculo-papular' },
  'hand-foot-syndrome': { es: 'Síndrome mano-pie', en: 'Palmar-plantar erythrodysaesthesia', grades: [1, 3] },
  extravasation: { es: 'Extravasación', en: 'Infusion site extravasation' },
  anaphylaxis: { es: 'Anafilaxia', en: 'Anaphylaxis', grades: [3, 5] },
  'allergic-reaction': { es: 'Reacción alérgica', en: 'Allergic reaction' },
  'infusion-reaction': { es: 'Reacción a la infusión', en: 'Infusion related reaction' },
  'alt-raised': { es: 'ALT elevada', en: 'Alanine aminotransferase increased', grades: [1, 4] },
  'ast-raised': { es: 'AST elevada', en: 'Aspartate aminotransferase increased', grades: [1, 4] },
  'bilirubin-raised': { es: 'Bilirrubina elevada', en: 'Blood bilirubin increased', grades: [1, 4] },
  'sinusoidal-obstruction': { es: 'Enfermedad venooclusiva hepática', en: 'Sinusoidal obstruction syndrome' },
  'creatinine-raised': { es: 'Creatinina elevada', en: 'Creatinine increased', grades: [1, 4] },
  'acute-kidney-injury': { es: 'Lesión renal aguda', en: 'Acute kidney injury', grades: [3, 5] },
  'haemorrhagic-cystitis': { es: 'Cistitis hemorrágica', en: 'Haemorrhagic cystitis' },
  'tumour-lysis': { es: 'Síndrome de lisis tumoral', en: 'Tumour lysis syndrome', grades: [3, 5] },
  hyperglycaemia: { es: 'Glucosa alta', en: 'Hyperglycaemia' },
  hypokalaemia: { es: 'Potasio bajo', en: 'Hypokalaemia' },
  hyponatraemia: { es: 'Sodio bajo', en: 'Hyponatraemia' },
  hypomagnesaemia: { es: 'Magnesio bajo', en: 'Hypomagnesaemia' },
  'sensory-neuropathy': { es: 'Neuropatía sensitiva', en: 'Peripheral sensory neuropathy' },
  'motor-neuropathy': { es: 'Neuropatía motora', en: 'Peripheral motor neuropathy' },
  headache: { es: 'Dolor de cabeza', en: 'Headache', grades: [1, 3] },
  seizure: { es: 'Convulsión', en: 'Seizure' },
  encephalopathy: { es: 'Encefalopatía', en: 'Encephalopathy' },
  'hearing-loss': { es: 'Pérdida de audición', en: 'Hearing impaired', grades: [1, 4] },
  'heart-failure': { es: 'Insuficiencia cardiaca', en: 'Heart failure' },
  'ejection-fraction-low': { es: 'Fracción de eyección baja', en: 'Ejection fraction decreased', grades: [2, 4] },
  hypertension: { es: 'Presión arterial alta', en: 'Hypertension' },
  thrombosis: { es: 'Trombosis', en: 'Thromboembolic event' },
  bleeding: { es: 'Sangrado', en: 'Haemorrhage' },
  'bone-pain': { es: 'Dolor de huesos', en: 'Bone pain', grades: [1, 3] },
  osteonecrosis: { es: 'Osteonecrosis', en: 'Osteonecrosis' },
} as const satisfies Readonly<Record<string, AdverseEventTerm>>

const terms: Readonly<Record<string, AdverseEventTerm>> = adverseEventTerms

export const knownTerm = (term: string): AdverseEventTerm | undefined =>
  Object.hasOwn(terms, term) ? terms[term] : undefined

/** Own words that name a term of the list become its code; others stay as they are. */
export function termOf(text: string): string {
  if (knownTerm(text) !== undefined) return text
  const folded = fold(text)
  const found = Object.entries(terms).find(([, { es, en }]) => fold(es) === folded || fold(en) === folded)
  return found?.[0] ?? text
}
