import type { AgendaKind, AgreementStatus, FamilyRelation, GroupPlace, PostKind, SessionMode } from './working-group.js'

/** What minutes themselves say, which are in Spanish for everybody: their first headings and their print. */
export const agendaTitles: Record<AgendaKind, string> = {
  'agreements-review': 'Revisión de acuerdos',
  opening: 'Apertura',
  'medical-topic': 'Tema médico',
  figures: 'Cifras',
  supply: 'Abasto',
  'family-points': 'Puntos de las familias',
  'new-agreements': 'Acuerdos nuevos',
  'next-presenters': 'Quién presenta en la siguiente sesión',
  other: 'Otros asuntos',
}

export const postKindWords: Record<PostKind, string> = {
  'oncology-coordination': 'Coordinación de Oncología',
  'programme-coordination': 'Coordinación de programas',
  'digital-services': 'Servicios digitales',
  'unit-head': 'Titulares de unidades',
  'hospital-director': 'Direcciones de hospitales',
  'medical-services': 'Jefaturas de servicios médicos',
  supply: 'Abasto',
  ooad: 'OOAD',
  other: 'Otros puestos',
}

export const sessionModeWords: Record<SessionMode, string> = {
  virtual: 'Virtual',
  'in-person': 'Presencial',
  regional: 'Regional',
  dialogue: 'Diálogo',
}

export const familyRelationWords: Record<FamilyRelation, string> = {
  mother: 'Madres',
  father: 'Padres',
  guardian: 'Personas tutoras',
}

export const agreementStatusWords: Record<AgreementStatus, string> = {
  open: 'Abierto',
  'in-progress': 'En curso',
  kept: 'Cumplido',
  withdrawn: 'Retirado',
}

/** "HGZ 24 (OOAD Jalisco)"; empty where there is no place. */
export function placeInWords({ hospital, ooadName }: GroupPlace): string {
  const office = ooadName === null ? '' : `OOAD ${ooadName}`
  if (hospital === null) return office
  return office === '' ? hospital : `${hospital} (${office})`
}
