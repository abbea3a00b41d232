import type { Language } from 'shared/counts'
import type { Worklist } from 'shared/medication-administrations'
import { type Sheet, text } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'
import { medications } from '../medications/catalogue.js'
import { worklistWords } from './words.js'

/** The list as a file: people by name and record number; NSS and CURP stay on the screen. */
export function worklistSheet(worklist: Worklist, lang: Language): Sheet {
  const words = worklistWords[lang]
  return {
    file: `girasol-${words.file}-${worklist.day}`,
    name: words.name,
    lang,
    columns: [
      { heading: words.plannedOn, kind: 'day' },
      { heading: words.daysLate, kind: 'whole' },
      text(words.person),
      { heading: words.recordNumber, kind: 'whole' },
      { heading: words.age, kind: 'whole' },
      ...[words.service, words.medication, words.route, words.dose, words.unit, words.diluent].map(text),
      { heading: words.minutes, kind: 'whole' },
      ...[words.status, words.reason, words.doseGiven].map(text),
    ],
    rows: worklist.items.map((item) => [
      ...[item.plannedOn, item.daysLate, item.patient.displayName, item.patient.recordNumber, item.patient.ageYears],
      ...[
        item.service,
        nameOf(item.medication, lang),
        item.route,
        numeral(item.plannedDose),
        item.unit,
        diluentOf(item),
      ],
      ...[item.infusionMinutes, words.statuses[item.status]],
      ...[item.statusReason && words.reasons[item.statusReason], numeral(item.doseGiven)],
    ]),
    notes: [
      [words.name, words.about(worklist.day)],
      ...(worklist.nextCursor === null ? [] : [[words.name, words.notAll(worklist.items.length)] as const]),
      [exportWords[lang].confidentiality, exportWords[lang].confidential],
    ],
  }
}

const nameOf = (code: string, lang: Language) => medications.get(code)?.label[lang] ?? code
const numeral = (value: number | null) => value && String(value)
const diluentOf = ({ diluent, diluentMl }: Worklist['items'][number]) =>
  diluent === null ? null : diluentMl === null ? diluent : `${diluent} ${diluentMl} mL`
