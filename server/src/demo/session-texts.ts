import type { FamilyRelation, PostKind } from 'shared/working-group'

/** A post of the demonstration, without a person's name: the office or hospital it speaks for. */
export interface DemoPost {
  kind: PostKind
  name: string
  clues?: string
  ooadCode?: string
}

const OFFICE = 'Titular de la oficina'
const DIRECTION = 'Dirección de hospital'
const SERVICES = 'Jefatura de servicios médicos'

/** Of the whole institute; the first chairs the group. */
export const chair: DemoPost = { kind: 'oncology-coordination', name: 'Coordinación de Oncología' }
export const supplyPost: DemoPost = { kind: 'supply', name: 'Coordinación de Abasto' }
export const digital: DemoPost = { kind: 'digital-services', name: 'División de Servicios Digitales' }
const programmes: DemoPost = { kind: 'programme-coordination', name: 'Coordinación de Programas Médicos' }

const direction = (clues: string): DemoPost => ({ kind: 'hospital-director', name: DIRECTION, clues })
export const office = (ooadCode: string): DemoPost => ({ kind: 'ooad', name: OFFICE, ooadCode })

/** Hospitals that answer for agreements of the demonstration. */
export const PAEDIATRICS = 'DFIMS000616'
export const OBLATOS = 'JCIMS000354'

/** Of the fourteen offices of session 149, which the bulletin does not name: ours, with Jalisco. */
const offices = ['02', '05', '08', '11', '14', '17', '20', '21', '22', '25', '26', '27', '31', '33']

/** Who came to session 149 for the institute: fourteen OOAD, and the posts that usually come. */
export const institute149: readonly DemoPost[] = [
  ...[chair, programmes, digital, supplyPost],
  ...[PAEDIATRICS, 'DFIMS000061', 'JCIMS000325', 'GTIMS000231', 'NLIMS000303', 'PLIMS000200', 'YNIMS000071'].map(
    direction,
  ),
  { kind: 'medical-services', name: SERVICES, clues: 'DFIMS000604' },
  { kind: 'medical-services', name: SERVICES, clues: OBLATOS },
  ...offices.map(office),
]

/** The families of session 149 as the bulletin prints them: fourteen mothers and four fathers, two of them María. */
export const families149: readonly { givenName: string; relation: FamilyRelation }[] = [
  ...'Dulce Mary Anahí Beatriz Dora Karen Leticia María María Martha Mayra Nohemí Nora Rocío'
    .split(' ')
    .map((givenName) => ({ givenName, relation: 'mother' as const })),
  ...'Mario Elías Jorge José'.split(' ').map((givenName) => ({ givenName, relation: 'father' as const })),
]

/** Who came to the other published sessions: those who always do, and two families. All ours. */
export const usualInstitute: readonly DemoPost[] = [chair, programmes, digital, supplyPost, direction(PAEDIATRICS)]
export const usualFamilies: readonly { givenName: string; relation: FamilyRelation }[] = [
  { givenName: 'María', relation: 'mother' },
  { givenName: 'Jorge', relation: 'father' },
]

/** Said in the agenda, so that nobody takes a day of ours for one that was published. */
export const estimatedDay = {
  kind: 'other' as const,
  title: 'Sobre esta demostración',
  note: 'El día de esta sesión es una estimación para la demostración: el instituto solo publicó los de algunas sesiones. No tiene minuta.',
}
export const inventedWords = {
  kind: 'other' as const,
  title: 'Sobre esta demostración',
  note: 'El número y el día de esta sesión son los publicados. Las palabras de la minuta son de la demostración.',
}

const opening =
  'La Coordinación de Oncología dio la bienvenida a las familias, a las direcciones de hospital y a las oficinas de representación, y recordó que este espacio es de todas las personas que asisten.'

const counted =
  'Servicios Digitales leyó las cifras con corte al {{on}}: la plataforma tiene {{total}} personas registradas. Las atienden {{hospitals}} hospitales, de los que {{umae}} son unidades médicas de alta especialidad y {{secondLevel}} de segundo nivel. De cada cien personas, {{paediatricPercent}} están en edad pediátrica.'

/** Minutes of the published sessions, in our own words; figures only as references to the frozen reports. */
export const minutesTexts: Readonly<Record<number, string>> = {
  51: `## Apertura

${opening}

## Puntos de las familias

Las familias pidieron conocer el protocolo completo el mismo día en que se decide, y que se les explique por qué cambia un medicamento.

## Acuerdos nuevos

Los hospitales entregarán el protocolo por escrito a cada familia.`,
  60: `## Apertura

${opening}

## Puntos de las familias

Se habló de los albergues para quienes viajan y de la licencia por cuidados médicos de hijas e hijos con cáncer.

## Acuerdos nuevos

Cada hospital dirá a las familias quién orienta sobre la licencia.`,
  64: `## Apertura

${opening}

## Cifras

${counted}

## Puntos de las familias

Las familias preguntaron por los medicamentos complementarios que no encuentran en la farmacia del hospital.`,
  72: `## Apertura

${opening}

## Cifras

${counted}

## Puntos de las familias

Se pidió que en cada turno haya personal de enfermería capacitado en catéteres.`,
  90: `## Apertura

${opening}

## Cifras

${counted}

## Puntos de las familias

Las familias preguntaron cómo se hace una referencia para un trasplante y cuánto se espera.`,
  138: `## Apertura

${opening}

## Abasto

Abasto explicó cómo se reparte cada clave y qué hace un hospital cuando una falta.

## Puntos de las familias

Las familias pidieron que se les llame cuando llega un medicamento que faltaba.`,
  149: `## Apertura

La sesión fue virtual. La Coordinación de Oncología dio la bienvenida a las madres y a los padres, y agradeció a las direcciones de los hospitales de alta especialidad y a las oficinas de representación de todo el país que se conectaron.

## Cifras

Servicios Digitales informó que, con corte al {{on}}, la plataforma tiene registradas a {{total}} personas: {{paediatric}} en edad pediátrica, el {{paediatricPercent}}, y {{adult}} adultas, el {{adultPercent}}.

Desde el {{since}} se incorporaron {{added}} personas. Reciben atención en {{hospitals}} hospitales: {{umae}} unidades médicas de alta especialidad y {{secondLevel}} de segundo nivel.

## Abasto

Abasto explicó cómo vigila la entrega de los medicamentos oncológicos y pidió a las familias avisar el mismo día si algo no se entregó.

## Puntos de las familias

Las madres y los padres presentaron sus dudas sobre la atención de varios menores. Pidieron que el personal médico les hable con palabras sencillas y que se les llame antes de cambiar una cita.

## Acuerdos nuevos

- El instituto dará seguimiento a la atención de los menores que las familias presentaron, con cada hospital tratante.
- Cada hospital dirá a la familia a quién puede llamar.

## Quién presenta en la siguiente

Presentarán los hospitales que la Coordinación de Oncología confirmó al cierre.`,
}

export interface DemoAgreement {
  session: number
  text: string
  post: DemoPost
  clues?: string
  caseAlias?: string
  /** Days after the session; `ahead`: days after the demonstration begins. */
  due: { after: number } | { ahead: number }
  /** What was told of it. */
  told?: { status: 'in-progress' | 'kept'; text: string }
}

/** A handful in every state: kept, in progress, open, and late because their day has passed. */
export const demoAgreements: readonly DemoAgreement[] = [
  {
    session: 138,
    text: 'Avisar por teléfono a la familia cuando llega un medicamento que faltaba.',
    post: supplyPost,
    due: { after: 30 },
    told: { status: 'kept', text: 'Las farmacias de los hospitales ya llaman el mismo día.' },
  },
  {
    session: 138,
    text: 'Publicar en cada hospital a quién se avisa si falta un medicamento.',
    post: office('14'),
    due: { after: 60 },
  },
  {
    session: 149,
    text: 'Dar seguimiento a la atención de los menores que las familias presentaron en la sesión, con cada hospital tratante.',
    post: chair,
    due: { ahead: 14 },
    told: { status: 'in-progress', text: 'Se habló con los hospitales tratantes; falta la respuesta de algunos.' },
  },
  {
    session: 149,
    text: 'Revisar con el hospital tratante el plan del caso y explicarlo a su familia.',
    post: { kind: 'hospital-director', name: DIRECTION, clues: OBLATOS },
    clues: OBLATOS,
    caseAlias: 'Caso 1',
    due: { ahead: 7 },
  },
  {
    session: 149,
    text: 'Decir a cada familia a quién puede llamar en su hospital.',
    post: { kind: 'hospital-director', name: DIRECTION, clues: PAEDIATRICS },
    clues: PAEDIATRICS,
    due: { after: 21 },
    told: { status: 'kept', text: 'La lista de teléfonos está en la sala de espera y en el carnet.' },
  },
]
