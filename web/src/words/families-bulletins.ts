import { defineWords } from './define'

export const familyBulletinWords = defineWords({
  es: {
    title: 'Boletines',
    lead: 'Un boletín es el texto que se da a la prensa después de una sesión.',
    none: 'Todavía no hay boletines.',
    gone: 'Ese boletín no está en la lista.',
    about: (number: number, year: number, session: number) => `Boletín ${number} de ${year}, de la sesión ${session}.`,
    on: (number: number, year: number, day: string) => `Boletín ${number} de ${year}. Se aprobó el ${day}.`,
    back: 'Todos los boletines',
    photos: 'Fotos',
    minutes: 'Leer la minuta de esa sesión',
  },
  en: {
    title: 'Bulletins',
    lead: 'A bulletin is the text given to the press after a session.',
    none: 'There are no bulletins yet.',
    gone: 'That bulletin is not on the list.',
    about: (number: number, year: number, session: number) => `Bulletin ${number} of ${year}, of session ${session}.`,
    on: (number: number, year: number, day: string) => `Bulletin ${number} of ${year}. It was approved on ${day}.`,
    back: 'All bulletins',
    photos: 'Photographs',
    minutes: 'Read the minutes of that session',
  },
})
