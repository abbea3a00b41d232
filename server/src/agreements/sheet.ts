import type { Agreements } from 'shared/agreements'
import type { Language } from 'shared/counts'
import type { AgreementStatus } from 'shared/working-group'
import { type CellValue, day, type Sheet, text } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'

/** The agreements that answer the question, one a line: what the screen shows and nothing more. */
export function agreementsSheet({ on, items }: Pick<Agreements, 'on' | 'items'>, lang: Language): Sheet {
  const words = sheetWords[lang]
  const common = exportWords[lang]
  return {
    file: `girasol-${words.file}-${on}`,
    name: words.sheet,
    lang,
    columns: [
      text(words.code),
      text(words.agreement),
      text(words.responsible),
      text(words.hospital),
      text('OOAD'),
      text(words.caseAlias),
      day(words.dueOn),
      text(words.status),
      text(words.late),
      day(words.keptOn),
    ],
    rows: items.map((it): CellValue[] => [
      ...[it.code, it.text, it.responsible, it.place.hospital, it.place.ooadName, it.caseAlias, it.dueOn],
      ...[words.statuses[it.status], it.late ? common.yes : common.no, it.keptOn],
    ]),
    notes: [
      [common.source, common.program],
      [words.on, on],
      [words.late, words.lateText],
      [common.confidentiality, common.confidential],
      [common.madeAt, new Date().toISOString()],
    ],
  }
}

interface SheetWords {
  file: string
  sheet: string
  on: string
  code: string
  agreement: string
  responsible: string
  hospital: string
  caseAlias: string
  dueOn: string
  status: string
  late: string
  lateText: string
  keptOn: string
  statuses: Record<AgreementStatus, string>
}

const sheetWords: Record<Language, SheetWords> = {
  es: {
    file: 'acuerdos',
    sheet: 'Acuerdos',
    on: 'Al día',
    code: 'Número',
    agreement: 'Acuerdo',
    responsible: 'Responde (puesto)',
    hospital: 'Hospital',
    caseAlias: 'Caso',
    dueOn: 'Fecha límite',
    status: 'Estado',
    late: 'Vencido',
    lateText: 'Abierto o en curso con la fecha límite ya pasada.',
    keptOn: 'Cumplido el',
    statuses: { open: 'Abierto', 'in-progress': 'En curso', kept: 'Cumplido', withdrawn: 'Retirado' },
  },
  en: {
    file: 'agreements',
    sheet: 'Agreements',
    on: 'As of',
    code: 'Number',
    agreement: 'Agreement',
    responsible: 'Answers for it (post)',
    hospital: 'Hospital',
    caseAlias: 'Case',
    dueOn: 'Due on',
    status: 'State',
    late: 'Late',
    lateText: 'Open or in progress and due before today.',
    keptOn: 'Kept on',
    statuses: { open: 'Open', 'in-progress': 'In progress', kept: 'Kept', withdrawn: 'Withdrawn' },
  },
}
