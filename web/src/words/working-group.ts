import { defineWords } from './define'

export const groupWords = defineWords({
  es: {
    title: 'Sesiones del grupo de trabajo',
    lead: 'Instituto y familias, sesión por sesión: lo que se preparó, se dijo y se acordó.',
    session: (number: number) => `Sesión ${number}`,
    parts: 'Partes de la sesión',
    overview: 'Orden del día',
    figures: 'Cifras',
    minutes: 'Minuta',
    agreements: 'Acuerdos',
    bulletin: 'Boletín',
    back: 'Todas las sesiones',
    published: 'Publicada',
    notPublished: 'Sin publicar',
    noneTitle: 'Todavía no hay sesiones',
    noneText: 'La primera que se prepare llevará el número que usted le dé.',
  },
  en: {
    title: 'Sessions of the working group',
    lead: 'Institute and families, session by session: what was prepared, said and agreed.',
    session: (number: number) => `Session ${number}`,
    parts: 'Parts of the session',
    overview: 'Agenda',
    figures: 'Figures',
    minutes: 'Minutes',
    agreements: 'Agreements',
    bulletin: 'Bulletin',
    back: 'All sessions',
    published: 'Published',
    notPublished: 'Not published',
    noneTitle: 'No sessions yet',
    noneText: 'The first one prepared takes the number you give it.',
  },
})

export const sessionModeWords = defineWords({
  es: { virtual: 'Virtual', 'in-person': 'Presencial', regional: 'Regional', dialogue: 'Diálogo' },
  en: { virtual: 'Virtual', 'in-person': 'In person', regional: 'Regional', dialogue: 'Dialogue' },
})

export const agendaKindWords = defineWords({
  es: {
    'agreements-review': 'Acuerdos pendientes',
    opening: 'Apertura',
    'medical-topic': 'Tema médico',
    figures: 'Cifras',
    supply: 'Abasto',
    'family-points': 'Puntos de las familias',
    'new-agreements': 'Acuerdos nuevos',
    'next-presenters': 'Quién presenta en la siguiente',
    other: 'Otro punto',
  },
  en: {
    'agreements-review': 'Open agreements',
    opening: 'Opening',
    'medical-topic': 'Medical topic',
    figures: 'Figures',
    supply: 'Supply',
    'family-points': 'Points from families',
    'new-agreements': 'New agreements',
    'next-presenters': 'Who presents next',
    other: 'Other point',
  },
})

export const postKindWords = defineWords({
  es: {
    'oncology-coordination': 'Coordinación de Oncología',
    'programme-coordination': 'Coordinación de programas',
    'digital-services': 'Servicios digitales',
    'unit-head': 'Titular de unidad',
    'hospital-director': 'Dirección de hospital',
    'medical-services': 'Jefatura de servicios médicos',
    supply: 'Abasto',
    ooad: 'OOAD',
    other: 'Otro puesto',
  },
  en: {
    'oncology-coordination': 'Oncology coordination',
    'programme-coordination': 'Programme coordination',
    'digital-services': 'Digital services',
    'unit-head': 'Head of unit',
    'hospital-director': 'Hospital director',
    'medical-services': 'Head of medical services',
    supply: 'Supply',
    ooad: 'OOAD',
    other: 'Other post',
  },
})

export const familyRelationWords = defineWords({
  es: { mother: 'Madre', father: 'Padre', guardian: 'Persona tutora' },
  en: { mother: 'Mother', father: 'Father', guardian: 'Guardian' },
})
