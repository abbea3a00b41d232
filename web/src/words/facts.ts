import { shownDay } from '../time'
import { sayFinding, shortFinding } from './analgesic-warnings'
import { defineWords } from './define'

/** What all recorded facts of a person share: reasons, mistakes, who wrote. */
export const facts = defineWords({
  es: {
    unusual: 'Hay algo poco común',
    unusualText: 'Corríjalo, o explique por qué es correcto. La explicación se conserva con su nombre.',
    reasonHint: '¿Por qué es correcto?',
    saveWithReason: 'Guardar con la explicación',
    staleTitle: 'Otra persona lo cambió mientras usted escribía',
    staleText: (who: string, time: string) =>
      `${who} guardó a las ${time}. Revise lo que está guardado; al guardar de nuevo quedará lo que usted cambió.`,
    someone: 'Alguien',
    written: 'Capturó',
    acts: 'Acciones',
    markMistake: 'Marcar como error',
    markTitle: (name: string) => `Marcar como error: ${name}`,
    markText: 'No se borra: queda marcado, con el motivo y su nombre. Después puede capturar lo correcto.',
    markReason: '¿Por qué es un error?',
    mistakes: (count: number) => (count === 1 ? '1 marcado como error' : `${count} marcados como error`),
    mistakesOf: (title: string) => `${title}: marcados como error`,
    mistakeBecause: (reason: string, who: string) => `Error: «${reason}»${who && `, marcó ${who}`}`,
    'before-diagnosis': 'Antes del diagnóstico',
    'weight-jumped': 'Cambio brusco de peso',
    'height-jumped': 'Cambio brusco de talla',
    'weight-height-unusual': 'Peso y talla poco comunes',
    'fraction-dose-unusual': 'Dosis por fracción poco común',
    'grade-unusual': 'Grado poco común',
    'other-scale': 'Otra escala que la propuesta',
    'late-entry': 'Capturada después',
    'temperature-not-fever': 'Temperatura que no es fiebre',
    'antibiotic-long-after': 'Antibiótico mucho después',
    notFever: (fever: string) => `Menos de ${fever} °C no es fiebre. Revise la temperatura.`,
    longAfter: (minutes: string) => `El antibiótico sería ${minutes} minutos después de llegar. Revise las dos fechas.`,
    beforeDiagnosis: (day: string) => `La fecha es anterior al diagnóstico (${day}).`,
    weightJumped: (percent: string, weight: string, day: string) =>
      `El peso cambia ${percent} % respecto a ${weight} kg del ${day}.`,
    heightJumped: (change: string, height: string, day: string) =>
      `La talla cambia ${change} cm respecto a ${height} cm del ${day}.`,
    bmiUnusual: (bmi: string) => `El índice de masa corporal sería ${bmi} kg/m². Revise peso y talla.`,
    fractionUnusual: (dose: string) => `Serían ${dose} Gy por fracción. Revise dosis y fracciones.`,
    gradeUnusual: (low: string, high: string) => `Los criterios dan a este término los grados ${low} a ${high}.`,
    otherScale: (proposed: string) => `A esta edad se propone otra escala: ${proposed}.`,
    otherUnusual: (code: string) => `Poco común (${code}).`,
  },
  en: {
    unusual: 'Something is unusual',
    unusualText: 'Correct it, or explain why it is right. The explanation is kept with your name.',
    reasonHint: 'Why is it right?',
    saveWithReason: 'Save with the explanation',
    staleTitle: 'Someone else changed it while you were typing',
    staleText: (who: string, time: string) =>
      `${who} saved at ${time}. Look at what is saved; saving again keeps what you changed.`,
    someone: 'Someone',
    written: 'Recorded by',
    acts: 'Actions',
    markMistake: 'Mark as a mistake',
    markTitle: (name: string) => `Mark as a mistake: ${name}`,
    markText: 'It is not deleted: it stays marked, with the reason and your name. Then you can record the right one.',
    markReason: 'Why is it a mistake?',
    mistakes: (count: number) => (count === 1 ? '1 marked as a mistake' : `${count} marked as mistakes`),
    mistakesOf: (title: string) => `${title}: marked as mistakes`,
    mistakeBecause: (reason: string, who: string) => `Mistake: “${reason}”${who && `, marked by ${who}`}`,
    'before-diagnosis': 'Before the diagnosis',
    'weight-jumped': 'Sudden change of weight',
    'height-jumped': 'Sudden change of height',
    'weight-height-unusual': 'Unusual weight and height',
    'fraction-dose-unusual': 'Unusual dose per fraction',
    'grade-unusual': 'Unusual grade',
    'other-scale': 'Another scale than proposed',
    'late-entry': 'Entered later',
    'temperature-not-fever': 'Temperature that is no fever',
    'antibiotic-long-after': 'Antibiotic long after',
    notFever: (fever: string) => `Under ${fever} °C is no fever. Check the temperature.`,
    longAfter: (minutes: string) => `The antibiotic would be ${minutes} minutes after the arrival. Check both days.`,
    beforeDiagnosis: (day: string) => `The date is before the diagnosis (${day}).`,
    weightJumped: (percent: string, weight: string, day: string) =>
      `The weight changes ${percent} % against ${weight} kg on ${day}.`,
    heightJumped: (change: string, height: string, day: string) =>
      `The height changes ${change} cm against ${height} cm on ${day}.`,
    bmiUnusual: (bmi: string) => `The body-mass index would be ${bmi} kg/m². Check weight and height.`,
    fractionUnusual: (dose: string) => `That would be ${dose} Gy per fraction. Check dose and fractions.`,
    gradeUnusual: (low: string, high: string) => `The criteria give this term grades ${low} to ${high}.`,
    otherScale: (proposed: string) => `At this age another scale is proposed: ${proposed}.`,
    otherUnusual: (code: string) => `Unusual (${code}).`,
  },
})

type FactWords = (typeof facts)['en']

/** A warning with its facts, as a sentence. */
export function sayWarning(words: FactWords, warning: { code: string } & Readonly<Record<string, unknown>>): string {
  const of = (fact: string) => String(warning[fact] ?? '')
  const signed = (fact: string) => `${Number(warning[fact]) > 0 ? '+' : '−'}${Math.abs(Number(warning[fact]))}`
  switch (warning.code) {
    case 'before-diagnosis':
      return words.beforeDiagnosis(shownDay(of('diagnosedOn')))
    case 'weight-jumped':
      return words.weightJumped(signed('percent'), of('otherWeightKg'), shownDay(of('otherOn')))
    case 'height-jumped':
      return words.heightJumped(signed('changeCm'), of('otherHeightCm'), shownDay(of('otherOn')))
    case 'weight-height-unusual':
      return words.bmiUnusual(of('bmi'))
    case 'fraction-dose-unusual':
      return words.fractionUnusual(of('gyPerFraction'))
    case 'grade-unusual':
      return words.gradeUnusual(of('lowestGrade'), of('highestGrade'))
    case 'other-scale':
      return words.otherScale(Array.isArray(warning['proposed']) ? warning['proposed'].join(', ') : '')
    case 'temperature-not-fever':
      return words.notFever(of('fever'))
    case 'antibiotic-long-after':
      return words.longAfter(of('minutes'))
    default:
      return sayFinding(warning) ?? words.otherUnusual(warning.code)
  }
}

/** What a kept reason answered. */
export function sayKept(words: FactWords, code: string): string {
  const known: Readonly<Record<string, unknown>> = words
  const said = known[code]
  return typeof said === 'string' ? said : (shortFinding(code) ?? words.otherUnusual(code))
}
