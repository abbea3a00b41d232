import { defineWords, plural } from './define'

export const familyReportCardWords = defineWords({
  es: {
    title: 'Lo que reportaron las familias',
    lead: (count: number) =>
      `${count} ${plural(count, 'familia avisó', 'familias avisaron')} que falta. Siguen el caso con su folio: lo que usted cambie aquí lo ven.`,
    show: 'Mostrar cómo llamarles',
    showText: 'Alguna familia dejó su nombre de pila y teléfono. Si los muestra, queda registrado en la auditoría.',
    folio: 'Folio',
    reported: 'Reportado',
    lacked: 'Les dijeron que no había',
    note: 'Nota',
    contact: 'Contacto',
    hidden: 'Oculto',
    none: 'Sin nombre',
  },
  en: {
    title: 'What families reported',
    lead: (count: number) =>
      `${count} ${plural(count, 'family said', 'families said')} that it is lacking. They follow the case by their folio: they see what you change here.`,
    show: 'Show how to call them',
    showText: 'A family left a first name and a telephone. If you show them, the audit records it.',
    folio: 'Folio',
    reported: 'Reported',
    lacked: 'They were told there was none',
    note: 'Note',
    contact: 'Contact',
    hidden: 'Hidden',
    none: 'Without a name',
  },
})
