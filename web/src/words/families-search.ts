import { defineWords, plural } from './define'

export const familySearchWords = defineWords({
  es: {
    title: 'Buscar en todas las sesiones',
    lead: 'Busca en las minutas, en los acuerdos y en los puntos de las familias.',
    text: 'Qué busca',
    hint: 'Una palabra, un hospital, una medicina o un acuerdo, como 149-1.',
    go: 'Buscar',
    tooShort: 'Escriba al menos dos letras.',
    found: (count: number) => `${count} ${plural(count, 'lugar', 'lugares')}`,
    none: 'No encontramos eso. Pruebe con otra palabra.',
    minutes: (number: number, day: string) => `Minuta de la sesión ${number}, del ${day}`,
    agreement: (code: string) => `Acuerdo ${code}`,
    point: 'Punto de las familias',
  },
  en: {
    title: 'Search all sessions',
    lead: 'Searches minutes, agreements and the points of families.',
    text: 'What you look for',
    hint: 'A word, a hospital, a medicine or an agreement, such as 149-1.',
    go: 'Search',
    tooShort: 'Type at least two letters.',
    found: (count: number) => `${count} ${plural(count, 'place', 'places')}`,
    none: 'We did not find that. Try another word.',
    minutes: (number: number, day: string) => `Minutes of session ${number}, of ${day}`,
    agreement: (code: string) => `Agreement ${code}`,
    point: 'Point of families',
  },
})
