import type { ProtocolIssue } from 'shared/protocol-library'
import { defineWords, wordsNow } from './define'
import { say } from './problems'

/** A sentence with its remedy for every code of `checkProtocol`; where there is a limit it is said with its unit. */
const checks = defineWords({
  es: {
    'unknown-medication': 'Ese medicamento no está en el catálogo. Elíjalo de la lista.',
    'unit-missing': 'Falta la unidad. Elíjala: sin ella la dosis no se puede leer.',
    'unit-not-of-medication': 'Ese medicamento no se da en esa unidad. Revise la unidad.',
    'intrathecal-forbidden': 'Ese medicamento nunca va por vía intratecal: puede ser mortal. Cambie la vía.',
    'intrathecal-by-protocol-only': 'Por vía intratecal solo si el protocolo publicado lo dice. Compruébelo.',
    'route-not-usual': 'Esa vía no es usual para este medicamento. Compruébela.',
    'cap-below-dose': (limit: string) => `El tope es menor que la dosis más pequeña (${limit}). Revise ambos.`,
    'cap-above-maximum': (limit: string) => `El tope pasa del máximo usual (${limit}). Compruébelo.`,
    'cap-missing': (limit: string) => `Falta el tope. El máximo usual de una dosis es ${limit}.`,
    'dose-above-maximum': (limit: string) => `La dosis pasa del máximo usual (${limit}). Compruébela.`,
    'dose-above-range': (limit: string) => `La dosis pasa del intervalo usual (hasta ${limit}). Compruébela.`,
    'dose-below-range': (limit: string) => `La dosis queda por debajo de lo usual (desde ${limit}). Compruébela.`,
    'dose-between-ranges': 'La dosis no corresponde a ningún esquema usual. Compruébela.',
    'amount-missing': 'Falta la cantidad. Escríbala.',
    'amount-not-for-basis': 'Con dosis por edad no va una cantidad única. Quítela.',
    'age-bands-missing': 'Falta la dosis de cada edad. Agregue los renglones.',
    'age-bands-not-for-basis': 'Las edades solo van con dosis por edad. Quítelas.',
    'age-band-empty': 'La edad final debe ser mayor que la inicial.',
    'age-bands-gap': 'Queda una edad sin dosis entre este renglón y el anterior.',
    'age-bands-overlap': 'Hay edades con dos dosis: este renglón se encima con el anterior.',
    'auc-only-carboplatin': 'El AUC es solo para carboplatino. Elija otra base.',
    'auc-gives-milligrams': 'Con AUC la unidad es mg.',
    'gate-needs-a-limit': 'Escriba un mínimo o un máximo.',
    'gate-range-empty': 'El máximo es menor que el mínimo. Revise ambos.',
    'gate-twice': 'Ese estudio ya está en la lista. Deje uno.',
    'repeated-line': 'Hay otro renglón igual a la misma hora. Compruebe que no esté repetido.',
    'rescue-missing': 'Metotrexato a dosis alta sin ácido folínico en esta fase. Agregue el rescate.',
    'mesna-missing': 'Sin mesna en esta fase. Compruebe si hace falta.',
    'day-beyond-cycle': (limit: string) => `El ciclo dura ${limit}. Cambie el día o la duración.`,
    'duplicate-day': 'Ese día ya está en la fase. Júntelos o cambie el número.',
    'sources-missing': 'Sin fuentes. Anote de dónde salen las dosis.',
    'medication-shape': 'Elija el medicamento de la lista.',
    'too-small': 'El número es menor de lo posible. Revíselo.',
    'too-large': 'El número es mayor de lo posible. Revíselo.',
    day: 'días',
  },
  en: {
    'unknown-medication': 'That medication is not in the catalogue. Choose it from the list.',
    'unit-missing': 'The unit is missing. Choose it: without it the dose cannot be read.',
    'unit-not-of-medication': 'That medication is not given in that unit. Check the unit.',
    'intrathecal-forbidden': 'That medication never goes by the intrathecal route: it can kill. Change the route.',
    'intrathecal-by-protocol-only': 'Intrathecal only if the published protocol says so. Check it.',
    'route-not-usual': 'That route is not usual for this medication. Check it.',
    'cap-below-dose': (limit: string) => `The cap is below the smallest dose (${limit}). Check both.`,
    'cap-above-maximum': (limit: string) => `The cap is above the usual maximum (${limit}). Check it.`,
    'cap-missing': (limit: string) => `The cap is missing. The usual maximum of one dose is ${limit}.`,
    'dose-above-maximum': (limit: string) => `The dose is above the usual maximum (${limit}). Check it.`,
    'dose-above-range': (limit: string) => `The dose is above the usual range (up to ${limit}). Check it.`,
    'dose-below-range': (limit: string) => `The dose is below the usual range (from ${limit}). Check it.`,
    'dose-between-ranges': 'The dose fits no usual scheme. Check it.',
    'amount-missing': 'The amount is missing. Write it.',
    'amount-not-for-basis': 'A dose by age has no single amount. Remove it.',
    'age-bands-missing': 'The dose of each age is missing. Add the rows.',
    'age-bands-not-for-basis': 'Ages go with a dose by age only. Remove them.',
    'age-band-empty': 'The last age must be above the first.',
    'age-bands-gap': 'An age between this row and the one before has no dose.',
    'age-bands-overlap': 'Some ages have two doses: this row overlaps the one before.',
    'auc-only-carboplatin': 'AUC is for carboplatin only. Choose another basis.',
    'auc-gives-milligrams': 'With AUC the unit is mg.',
    'gate-needs-a-limit': 'Write a minimum or a maximum.',
    'gate-range-empty': 'The maximum is below the minimum. Check both.',
    'gate-twice': 'That test is in the list already. Leave one.',
    'repeated-line': 'There is an equal line at the same time. Check that it is not repeated.',
    'rescue-missing': 'High-dose methotrexate without folinic acid in this phase. Add the rescue.',
    'mesna-missing': 'No mesna in this phase. Check whether it is needed.',
    'day-beyond-cycle': (limit: string) => `The cycle lasts ${limit}. Change the day or the length.`,
    'duplicate-day': 'That day is in the phase already. Join them or change the number.',
    'sources-missing': 'No sources. Note where the doses come from.',
    'medication-shape': 'Choose the medication from the list.',
    'too-small': 'The number is lower than possible. Check it.',
    'too-large': 'The number is higher than possible. Check it.',
    day: 'days',
  },
})

export function sayIssue({ code, limit }: Pick<ProtocolIssue, 'code' | 'limit'>): string {
  const words = wordsNow(checks)
  const known: Readonly<Record<string, string | ((limit: string) => string)>> = words
  const found = known[code]
  if (typeof found === 'string') return found
  if (found === undefined) return say(code)
  const unit = limit?.unit === 'd' ? words.day : (limit?.unit ?? '').replace('/m2', '/m²').replace('[IU]', 'UI')
  return found(limit === undefined ? '—' : `${limit.value} ${unit}`.trim())
}
