import { defineWords } from './define'

/** Where a text says who somebody is. */
export const familyIdentityWords = defineWords({
  es: {
    title: 'Hay datos de una persona',
    remove: 'Quite esto y envíe de nuevo:',
    curp: 'una CURP',
    nss: 'un número de seguro social',
    phone: 'un teléfono',
    email: 'un correo',
    name: 'un nombre',
    ask: 'Esto puede ser un nombre. ¿Lo es?',
    notAPerson: (text: string) => `«${text}» no es el nombre de nadie`,
    again: 'Si es un nombre, quítelo del texto. Si no, marque la casilla. Después envíe de nuevo.',
  },
  en: {
    title: 'There is something of a person',
    remove: 'Take this out and send again:',
    curp: 'a CURP',
    nss: 'a social security number',
    phone: 'a telephone',
    email: 'an e-mail',
    name: 'a name',
    ask: 'This may be a name. Is it?',
    notAPerson: (text: string) => `“${text}” is nobody’s name`,
    again: 'If it is a name, take it out of the text. If not, tick the box. Then send again.',
  },
})
