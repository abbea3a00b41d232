import type { Language } from 'shared/counts'

/** Words that every file shares. */
export const exportWords = {
  es: {
    readMe: 'Léame',
    source: 'Origen',
    program: 'Girasol, registro de personas con cáncer del IMSS',
    madeAt: 'Generado',
    confidentiality: 'Confidencialidad',
    confidential:
      'Información para uso institucional. No la comparta fuera de quienes deben conocerla; cada descarga queda registrada.',
    published: 'Cifras que pueden compartirse con las familias.',
    filters: 'Filtros',
    yes: 'sí',
    no: 'no',
  },
  en: {
    readMe: 'Read me',
    source: 'Source',
    program: 'Girasol, register of people with cancer of the IMSS',
    madeAt: 'Made',
    confidentiality: 'Confidentiality',
    confidential: 'For institutional use. Share it only with those who have to know; every download is recorded.',
    published: 'Figures that may be shared with families.',
    filters: 'Filters',
    yes: 'yes',
    no: 'no',
  },
} as const satisfies Record<Language, Record<string, string>>
