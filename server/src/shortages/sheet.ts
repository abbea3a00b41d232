import type { Language } from 'shared/counts'
import type { Shortages } from 'shared/shortages'
import type { ShortageStatus } from 'shared/treatment'
import { type CellValue, day, type Sheet, text, whole } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'
import { medications } from '../medications/catalogue.js'

/** The cases that answer the question, one a line: what the screen shows and nothing more. */
export function shortagesSheet({ on, items }: Shortages, lang: Language): Sheet {
  const words = sheetWords[lang]
  const common = exportWords[lang]
  return {
    file: `girasol-${words.file}-${on}`,
    name: words.sheet,
    lang,
    columns: [
      day(words.on),
      text(words.medication),
      text('CLUES'),
      text(words.hospital),
      text('OOAD'),
      text(words.status),
      day(words.openedOn),
      day(words.closedOn),
      whole(words.openDays),
      whole(words.hours),
      whole(words.doses),
      day(words.expectedOn),
      text(words.responsible),
    ],
    rows: items.map((it): CellValue[] => [
      ...[on, medications.get(it.medication)?.label[lang] ?? it.medication, it.clues, it.hospital, it.ooadName],
      ...[words.statuses[it.status], it.openedOn, it.closedOn, it.openDays, it.hours, it.doses],
      ...[it.expectedOn, it.responsible],
    ]),
    notes: [
      [common.source, common.program],
      [words.on, on],
      [words.clock, words.clockText],
      [common.confidentiality, common.confidential],
      [common.madeAt, new Date().toISOString()],
    ],
  }
}

interface SheetWords {
  file: string
  sheet: string
  on: string
  medication: string
  hospital: string
  status: string
  openedOn: string
  closedOn: string
  openDays: string
  hours: string
  doses: string
  expectedOn: string
  responsible: string
  clock: string
  clockText: string
  statuses: Record<ShortageStatus, string>
}

const sheetWords: Record<Language, SheetWords> = {
  es: {
    file: 'desabasto',
    sheet: 'Desabasto',
    on: 'Al día',
    medication: 'Medicamento',
    hospital: 'Hospital',
    status: 'Estado',
    openedOn: 'Abierto el',
    closedOn: 'Cerrado el',
    openDays: 'Días abierto',
    hours: 'Horas',
    doses: 'Dosis en espera',
    expectedOn: 'Se espera el',
    responsible: 'Responde (puesto)',
    clock: 'Reloj',
    clockText: 'Horas completas desde que se abrió el caso hasta que se cerró, o hasta el final del día consultado.',
    statuses: {
      open: 'Abierto',
      'in-transit': 'En camino',
      'no-answer': 'Sin respuesta',
      solved: 'Resuelto',
      'wrongly-reported': 'Reporte equivocado',
    },
  },
  en: {
    file: 'shortages',
    sheet: 'Shortages',
    on: 'As of',
    medication: 'Medication',
    hospital: 'Hospital',
    status: 'State',
    openedOn: 'Opened on',
    closedOn: 'Closed on',
    openDays: 'Days open',
    hours: 'Hours',
    doses: 'Doses waiting',
    expectedOn: 'Expected on',
    responsible: 'Answers for it (post)',
    clock: 'Clock',
    clockText: 'Whole hours from the opening of the case to its closing, or to the end of the day asked for.',
    statuses: {
      open: 'Open',
      'in-transit': 'On its way',
      'no-answer': 'No answer',
      solved: 'Solved',
      'wrongly-reported': 'Wrongly reported',
    },
  },
}
