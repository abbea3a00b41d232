import { defineWords, plural } from './define'

/** What a marked place looks like. */
export const identityKindWords = defineWords({
  es: {
    curp: 'Parece una CURP.',
    nss: 'Parece un número de seguridad social.',
    phone: 'Parece un teléfono.',
    email: 'Parece un correo electrónico.',
    name: 'Parece el nombre de una persona registrada o de su familia.',
    word: 'Puede ser el nombre de una persona registrada o de su familia, o solo palabras comunes.',
  },
  en: {
    curp: 'It looks like a CURP.',
    nss: 'It looks like a social security number.',
    phone: 'It looks like a telephone.',
    email: 'It looks like an e-mail address.',
    name: 'It looks like the name of a registered person or of their family.',
    word: 'It may be the name of a registered person or of their family, or only common words.',
  },
})

/** The first way on. */
export const identityRemedyWords = defineWords({
  es: {
    curp: 'Quítela: dice quién es una persona.',
    nss: 'Quítelo: dice quién es una persona.',
    phone: 'Quítelo; el contacto se da por otro medio.',
    email: 'Quítelo; el contacto se da por otro medio.',
    name: 'Escríbalo de otro modo: el alias del caso o el hospital.',
    word: 'Usted decide: escríbalo de otro modo o diga que no es un nombre.',
  },
  en: {
    curp: 'Remove it: it says who a person is.',
    nss: 'Remove it: it says who a person is.',
    phone: 'Remove it; contacts go another way.',
    email: 'Remove it; contacts go another way.',
    name: 'Write it another way: the alias of the case, or the hospital.',
    word: 'You decide: write it another way, or say that it is no name.',
  },
})

export const identityWords = defineWords({
  es: {
    found: (count: number) =>
      `${count} ${plural(count, 'lugar del texto puede decir', 'lugares del texto pueden decir')} quién es una persona`,
    why: 'Este texto lo lee cualquiera. Nadie que recibe tratamiento debe poder reconocerse en él.',
    notAPerson: 'No es el nombre de una persona',
    askSecond: 'Pedir a una segunda persona',
    toWaiting: 'Ver lo que espera a una segunda persona',
    askTitle: 'Pedir que estas palabras queden',
    askText: (text: string) =>
      `«${text}» quedará en los textos públicos si otra persona de la coordinación nacional lo aprueba. Queda en la auditoría.`,
    reason: '¿Por qué no identifica a nadie que recibe tratamiento?',
    reasonHint: 'Al menos 15 letras. Lo lee quien decide.',
    ask: 'Pedir',
    asked: 'Pedido. En cuanto otra persona lo apruebe, guarde el texto de nuevo.',
    title: 'Anulaciones',
    lead: 'Palabras que parecen de una persona registrada y que dos personas dejan en los textos públicos.',
    toSessions: 'Sesiones',
    waiting: 'Esperan a una segunda persona',
    approved: 'Ya se dejaron',
    noneTitle: 'Nada espera',
    noneText: 'Aquí aparece lo que alguien pide desde un lugar señalado de un texto.',
    noneApproved: 'Todavía ninguna.',
    own: 'Usted lo pidió: decide otra persona.',
    approve: (text: string) => `Dejar «${text}»`,
    refuse: (text: string) => `No dejar «${text}»`,
    withdraw: (text: string) => `Ya no dejar «${text}»`,
    because: (reason: string) => `Motivo: ${reason}`,
    requestedAt: (when: string) => `Pedido el ${when}`,
  },
  en: {
    found: (count: number) => `${count} ${plural(count, 'place', 'places')} of the text may say who a person is`,
    why: 'Anybody reads this text. Nobody under treatment should be found in it.',
    notAPerson: 'It is nobody’s name',
    askSecond: 'Ask a second person',
    toWaiting: 'See what waits for a second person',
    askTitle: 'Ask that these words stay',
    askText: (text: string) =>
      `“${text}” stays in public texts if another person of the national coordination approves. It is kept in the audit.`,
    reason: 'Why does it identify nobody under treatment?',
    reasonHint: 'At least 15 letters. Whoever decides reads it.',
    ask: 'Ask',
    asked: 'Asked. Once another person approves, save the text again.',
    title: 'Overrides',
    lead: 'Words that look like a registered person’s and that two people let stand in public texts.',
    toSessions: 'Sessions',
    waiting: 'Waiting for a second person',
    approved: 'Let stand',
    noneTitle: 'Nothing waits',
    noneText: 'What somebody asks from a marked place of a text appears here.',
    noneApproved: 'None yet.',
    own: 'You asked for it: another person decides.',
    approve: (text: string) => `Let “${text}” stand`,
    refuse: (text: string) => `Do not let “${text}” stand`,
    withdraw: (text: string) => `No longer let “${text}” stand`,
    because: (reason: string) => `Reason: ${reason}`,
    requestedAt: (when: string) => `Asked on ${when}`,
  },
})
