import type { DelayBand } from 'shared/indicator-rules'
import type { AgeGroup } from 'shared/patients'
import type { StatusReason } from 'shared/treatment'
import { defineWords, plural } from './define'

const reasonsEs: Record<StatusReason, string> = {
  'not-available': 'No había el medicamento',
  partial: 'El medicamento no alcanzó',
  toxicity: 'Toxicidad',
  laboratory: 'Resultado de laboratorio',
  infection: 'Infección',
  absent: 'La persona no acudió',
  refused: 'La persona o su familia no aceptó',
  'no-bed': 'No había cama',
  equipment: 'Falla o falta de equipo',
  other: 'Otro motivo',
}
const reasonsEn: Record<StatusReason, string> = {
  'not-available': 'The medication was not available',
  partial: 'There was not enough of it',
  toxicity: 'Toxicity',
  laboratory: 'Laboratory result',
  infection: 'Infection',
  absent: 'The person did not come',
  refused: 'The person or their family refused',
  'no-bed': 'There was no bed',
  equipment: 'Equipment failed or lacked',
  other: 'Another reason',
}
const bandsEs: Record<DelayBand, string> = {
  early: 'Antes de su día',
  '0': 'El mismo día',
  '1': '1 día después',
  '2-3': '2 a 3 días después',
  '4-7': '4 a 7 días después',
  'over-7': 'Más de 7 días después',
}
const bandsEn: Record<DelayBand, string> = {
  early: 'Before its day',
  '0': 'On the same day',
  '1': '1 day after',
  '2-3': '2 to 3 days after',
  '4-7': '4 to 7 days after',
  'over-7': 'More than 7 days after',
}
const days = (count: number) => `${count} ${plural(count, 'día', 'días')}`
const lateEs = (count: number) => (count === 0 ? 'sin retraso' : `con ${days(count)} de retraso o menos`)
const daysEn = (count: number) => `${count} ${plural(count, 'day', 'days')}`

const lateEn = (count: number) => (count === 0 ? 'without delay' : `${daysEn(count)} late or less`)

export const indicatorWords = defineWords({
  es: {
    title: 'Indicadores de tratamiento',
    lead: 'Cómo se entregaron las dosis de quimioterapia que se planearon.',
    definitionsLink: 'Cómo se calculan',
    painLink: 'Indicadores de dolor',
    print: 'Imprimir',
    // the period
    period: 'Periodo de las cifras',
    dosesOf: (period: string) => `Dosis planeadas ${period}`,
    asOf: (day: string) => `Según lo registrado al ${day}.`,
    lengths: 'Largo del periodo',
    length: (shown: number) => `${shown} días`,
    other: 'Otro periodo, edad o tolerancia',
    otherText:
      'Se cuentan las dosis planeadas después del primer día y hasta el último, tal como estaban registradas ese día.',
    on: 'Último día',
    onHint: 'Por ejemplo 27/03/2024.',
    since: 'Después del día',
    sinceHint: 'Vacío: 14 días antes.',
    sinceNotBefore: 'Elija un día anterior al último.',
    tolerance: 'A tiempo: diferencia de hasta',
    toleranceHint: 'Entre el día planeado y el de aplicación.',
    toleranceOption: days,
    age: 'Edad',
    ageHint: 'En el día planeado de la dosis, o el del primer tratamiento.',
    ageAll: 'Todas las edades',
    ageOption: (group: AgeGroup, limit: number) =>
      group === 'paediatric' ? `Menores de ${limit} años` : `${limit} años o más`,
    ageOf: (group: AgeGroup, limit: number) =>
      group === 'paediatric'
        ? `Menores de ${limit} años en el día planeado.`
        : `De ${limit} años o más en el día planeado.`,
    apply: 'Ver indicadores',
    // cards
    main: 'Lo principal',
    none: 'Sin datos',
    percent: (value: string) => `${value}\u00a0%`,
    ofDoses: (part: string, all: string, count: number) => `${part} de ${all} ${plural(count, 'dosis', 'dosis')}`,
    ofPeople: (part: string, all: string, count: number) => `${part} de ${all} ${plural(count, 'persona', 'personas')}`,
    noDoses: 'Ninguna dosis en el periodo',
    noPeople: 'Nadie inició tratamiento en el periodo',
    onTime: 'Dosis a tiempo',
    onTimeNote: (tolerance: number) =>
      tolerance === 0
        ? 'Aplicadas completas el día planeado.'
        : `Aplicadas con hasta ${days(tolerance)} de diferencia.`,
    adherence: 'Como dice el protocolo',
    adherenceNote: (full: number) => `A tiempo, con el medicamento planeado y al menos ${full} % de la dosis.`,
    firstTreatment: 'Inicio en plazo',
    firstTreatmentNote: (within: number) => `A no más de ${days(within)} del diagnóstico.`,
    withoutDiagnosis: (count: number, shown: string) =>
      `Además, ${shown} ${plural(count, 'persona inició', 'personas iniciaron')} sin fecha de diagnóstico registrada.`,
    omitted: 'Dosis no aplicadas',
    omittedNote: (shown: string) => `Por falta de medicamento: ${shown}.`,
    // outcome
    outcome: '¿Qué pasó con cada dosis?',
    outcomeText: (all: string, count: number) =>
      `${all} ${plural(count, 'dosis planeada', 'dosis planeadas')}; cada una está en un solo renglón.`,
    given: 'Aplicadas',
    partial: 'Aplicadas en parte',
    notGiven: 'No aplicadas',
    withoutRecord: 'Sin registro',
    substituted: (part: string, all: string) =>
      `De las ${all} aplicadas, completas o en parte, ${part} fueron con otro medicamento.`,
    reasons: '¿Por qué no se aplicaron?',
    reasonsNone: 'En este periodo no hay dosis sin aplicar.',
    reason: (reason: StatusReason) => reasonsEs[reason],
    delay: '¿Cuándo se aplicaron?',
    delayText: (median: number, p90: number) => `La mitad se aplicó ${lateEs(median)}; 9 de cada 10, ${lateEs(p90)}.`,
    delayNone: 'En este periodo no se aplicó ninguna dosis.',
    band: (band: DelayBand) => bandsEs[band],
    barShare: (share: string, shown: string) => `${shown} (${share})`,
    partOf: (part: string, all: string) => `${part}\u00a0de\u00a0${all}`,
    // table
    places: 'Por lugar',
    byHospital: 'Por hospital',
    byOoad: 'Por oficina (OOAD)',
    byLevel: 'Por nivel',
    hospital: 'Hospital',
    ooad: 'Oficina (OOAD)',
    level: 'Nivel',
    doses: 'Dosis',
    colOnTime: 'A tiempo',
    colAdherence: 'Como el protocolo',
    colOmitted: 'No aplicadas',
    colUnavailable: 'Sin medicamento',
    colWithoutRecord: 'Sin registro',
    colFirst: 'Inicio en plazo',
    notAssigned: 'Sin oficina conocida',
    total: 'Total',
    emptyTable: 'Sin dosis en el periodo',
    empty: 'No hay dosis en este periodo',
    emptyText: 'A esta fecha no hay dosis planeadas con su día cumplido. Elija otro periodo.',
    // freezing
    freeze: 'Congelar informe',
    freezeTitle: 'Congelar estos indicadores',
    freezeText: (period: string) =>
      `Quedarán fijos los indicadores de las dosis planeadas ${period}. Se imprimirán igual para siempre, con sus reglas.`,
    freezing: 'Congelando…',
    freezeConfirm: 'Congelar estos indicadores',
    rules: 'Reglas con que se hicieron',
    version: 'Versión',
    // definitions
    definitions: 'Cómo se calculan los indicadores',
    definitionsLead: 'Cada indicador dice qué se cuenta, entre qué se divide y qué queda fuera.',
    back: 'Ver los indicadores',
    formula: 'Fórmula',
    formulaOf: (numerator: string, denominator: string) => `${numerator} ÷ ${denominator}`,
    out: 'Qué queda fuera',
    base: 'Qué dosis se cuentan',
    baseText:
      'Las dosis de medicamentos contra el cáncer planeadas dentro del periodo. El periodo empieza el día siguiente al primero que se elige y termina en el último.',
    baseOut:
      'Premedicación, hidratación y rescate; dosis canceladas porque el plan cambió; registros marcados como error. Las dosis del último día cuentan en cuanto tienen registro: mientras su día no termine, no se dan por faltantes.',
    defDoses: 'dosis planeadas',
    defOnTimeText: 'De las dosis planeadas, cuántas se aplicaron completas en su día o cerca de él.',
    defOnTimeNumerator: (tolerance: number) => `dosis aplicadas con hasta ${days(tolerance)} de diferencia`,
    defOnTimeOut:
      'Una dosis aplicada en parte no cuenta como a tiempo. La tolerancia se puede cambiar y se imprime con la cifra.',
    defAdherenceText: 'De las dosis planeadas, cuántas se dieron como el protocolo indica.',
    defAdherenceNumerator: (full: number) =>
      `dosis a tiempo, con el medicamento planeado y al menos ${full} % de la dosis planeada`,
    defAdherenceOut:
      'No cuentan las dosis reducidas por debajo de ese porcentaje, aunque la reducción sea correcta para la persona, ni las que se dieron con otro medicamento. No es una calificación de quien atiende.',
    defDelay: 'Días de retraso',
    defDelayText:
      'Días entre el día planeado y el de aplicación, en hora del centro de México. Se dice la mediana y el día en que ya se habían aplicado 9 de cada 10.',
    defDelayOut:
      'Las dosis que no se aplicaron. Una dosis adelantada cuenta como 0 días de retraso y se muestra aparte.',
    defOmittedText: 'Dosis que se registraron como no aplicadas, con su motivo. La falta de medicamento va primero.',
    defOmittedNumerator: 'dosis no aplicadas',
    defOmittedOut: 'Las dosis sin registro no se suponen omitidas: se cuentan aparte.',
    defWithoutRecord: 'Dosis sin registro',
    defWithoutRecordText: 'Dosis cuyo día ya pasó y de las que nadie ha dicho si se aplicaron.',
    defWithoutRecordNumerator: 'dosis sin registro con su día cumplido',
    defSubstituted: 'Con otro medicamento',
    defSubstitutedText: 'De las dosis aplicadas, cuántas se dieron con un medicamento distinto del planeado.',
    defSubstitutedNumerator: 'dosis con otro medicamento',
    defSubstitutedDenominator: 'dosis aplicadas completas o en parte',
    defFirstText:
      'De las personas que iniciaron tratamiento en el periodo, cuántas lo hicieron pronto. El inicio es la primera dosis contra el cáncer, radioterapia, cirugía o trasplante.',
    defFirstNumerator: (within: number) => `personas que iniciaron a no más de ${days(within)} del diagnóstico`,
    defFirstDenominator: 'personas que iniciaron en el periodo y tienen fecha de diagnóstico',
    defFirstOut:
      'Quienes aún no inician, y quienes no tienen fecha de diagnóstico registrada, que se cuentan aparte. Si la cirugía dio el diagnóstico, cuenta como en plazo.',
    defAgeText:
      'Las cifras se pueden pedir solo de quienes no habían cumplido un límite de edad (18 años, salvo que se elija otro) o solo de quienes ya lo habían cumplido. Cuenta la edad en el día planeado de la dosis; en el inicio de tratamiento, la de ese día. La fecha de nacimiento es la que estaba registrada en la fecha de corte.',
    past: 'Por qué no cambia el pasado',
    pastText:
      'Cada registro cuenta desde el día en que se hizo. Lo que se anota o se corrige hoy no mueve las cifras de ayer: aparece en las de hoy. Por eso, una fecha pasada siempre da lo mismo.',
    who: 'Quién los ve',
    whoText:
      'El personal ve los de su hospital; las coordinaciones, los de sus hospitales. Son cifras exactas, para uso interno.',
    rulesVersion: (version: string) => `Reglas, versión ${version}`,
  },
  en: {
    title: 'Treatment indicators',
    lead: 'How the planned chemotherapy doses were delivered.',
    definitionsLink: 'How they are computed',
    painLink: 'Pain indicators',
    print: 'Print',
    period: 'Period of the figures',
    dosesOf: (period: string) => `Doses planned ${period}`,
    asOf: (day: string) => `By what was recorded on ${day}.`,
    lengths: 'Length of the period',
    length: (shown: number) => `${shown} days`,
    other: 'Another period, age or tolerance',
    otherText: 'Doses planned after the first day and up to the last are counted, as they were recorded on that day.',
    on: 'Last day',
    onHint: 'For example 27/03/2024.',
    since: 'After the day',
    sinceHint: 'Empty: 14 days before.',
    sinceNotBefore: 'Choose a day before the last.',
    tolerance: 'On time: difference of up to',
    toleranceHint: 'Between the planned day and the day given.',
    toleranceOption: daysEn,
    age: 'Age',
    ageHint: 'On the planned day of the dose, or the day of the first treatment.',
    ageAll: 'All ages',
    ageOption: (group: AgeGroup, limit: number) =>
      group === 'paediatric' ? `Under ${limit} years` : `${limit} years or over`,
    ageOf: (group: AgeGroup, limit: number) =>
      group === 'paediatric'
        ? `Under ${limit} years on the planned day.`
        : `${limit} years or over on the planned day.`,
    apply: 'See indicators',
    main: 'In short',
    none: 'No data',
    percent: (value: string) => `${value}\u00a0%`,
    ofDoses: (part: string, all: string, count: number) => `${part} of ${all} ${plural(count, 'dose', 'doses')}`,
    ofPeople: (part: string, all: string, count: number) => `${part} of ${all} ${plural(count, 'person', 'people')}`,
    noDoses: 'No dose in the period',
    noPeople: 'Nobody began treatment in the period',
    onTime: 'Doses on time',
    onTimeNote: (tolerance: number) =>
      tolerance === 0 ? 'Given in full on the planned day.' : `Given within ${daysEn(tolerance)}.`,
    adherence: 'As the protocol says',
    adherenceNote: (full: number) => `On time, with the planned medication and at least ${full} % of the dose.`,
    firstTreatment: 'Begun in time',
    firstTreatmentNote: (within: number) => `No more than ${daysEn(within)} after the diagnosis.`,
    withoutDiagnosis: (count: number, shown: string) =>
      `In addition, ${shown} ${plural(count, 'person', 'people')} began without a recorded day of diagnosis.`,
    omitted: 'Doses not given',
    omittedNote: (shown: string) => `For lack of medication: ${shown}.`,
    outcome: 'What became of each dose?',
    outcomeText: (all: string, count: number) =>
      `${all} ${plural(count, 'planned dose', 'planned doses')}; each is in one line only.`,
    given: 'Given',
    partial: 'Given in part',
    notGiven: 'Not given',
    withoutRecord: 'Without record',
    substituted: (part: string, all: string) =>
      `Of the ${all} given, in full or in part, ${part} were with another medication.`,
    reasons: 'Why were they not given?',
    reasonsNone: 'No dose was left out in this period.',
    reason: (reason: StatusReason) => reasonsEn[reason],
    delay: 'When were they given?',
    delayText: (median: number, p90: number) => `Half were given ${lateEn(median)}; 9 out of 10, ${lateEn(p90)}.`,
    delayNone: 'No dose was given in this period.',
    band: (band: DelayBand) => bandsEn[band],
    barShare: (share: string, shown: string) => `${shown} (${share})`,
    partOf: (part: string, all: string) => `${part}\u00a0of\u00a0${all}`,
    places: 'By place',
    byHospital: 'By hospital',
    byOoad: 'By office (OOAD)',
    byLevel: 'By level',
    hospital: 'Hospital',
    ooad: 'Office (OOAD)',
    level: 'Level',
    doses: 'Doses',
    colOnTime: 'On time',
    colAdherence: 'As the protocol',
    colOmitted: 'Not given',
    colUnavailable: 'No medication',
    colWithoutRecord: 'Without record',
    colFirst: 'Begun in time',
    notAssigned: 'Without a known office',
    total: 'Total',
    emptyTable: 'No doses in the period',
    empty: 'There are no doses in this period',
    emptyText: 'On this day there are no planned doses whose day has passed. Choose another period.',
    freeze: 'Freeze report',
    freezeTitle: 'Freeze these indicators',
    freezeText: (period: string) =>
      `The indicators of doses planned ${period} will be fixed. They will print the same for ever, with their rules.`,
    freezing: 'Freezing…',
    freezeConfirm: 'Freeze these indicators',
    rules: 'Rules they were made with',
    version: 'Version',
    definitions: 'How the indicators are computed',
    definitionsLead: 'Each indicator says what is counted, what it is divided by and what stays out.',
    back: 'See the indicators',
    formula: 'Formula',
    formulaOf: (numerator: string, denominator: string) => `${numerator} ÷ ${denominator}`,
    out: 'What stays out',
    base: 'Which doses count',
    baseText:
      'Doses of medications against cancer planned within the period. The period begins the day after the first one chosen and ends with the last.',
    baseOut:
      'Premedication, hydration and rescue; doses cancelled because the plan changed; records marked as mistakes. Doses of the last day count once they have a record: until their day ends they are not taken as missing.',
    defDoses: 'planned doses',
    defOnTimeText: 'Of the planned doses, how many were given in full on their day or close to it.',
    defOnTimeNumerator: (tolerance: number) => `doses given within ${daysEn(tolerance)}`,
    defOnTimeOut: 'A dose given in part is not on time. The tolerance can be changed and is printed with the figure.',
    defAdherenceText: 'Of the planned doses, how many were given as the protocol says.',
    defAdherenceNumerator: (full: number) =>
      `doses on time, with the planned medication and at least ${full} % of the planned dose`,
    defAdherenceOut:
      'Doses reduced below that percentage do not count, even if the reduction is right for the person, nor those given with another medication. It is not a mark for whoever gives care.',
    defDelay: 'Days of delay',
    defDelayText:
      'Days between the planned day and the day given, in the time of central Mexico. The median is told, and the day by which 9 out of 10 had been given.',
    defDelayOut: 'Doses that were not given. A dose given early counts as 0 days late and is shown apart.',
    defOmittedText: 'Doses recorded as not given, with their reason. Lack of medication comes first.',
    defOmittedNumerator: 'doses not given',
    defOmittedOut: 'Doses without record are not taken as left out: they are counted apart.',
    defWithoutRecord: 'Doses without record',
    defWithoutRecordText: 'Doses whose day has passed and of which nobody has said whether they were given.',
    defWithoutRecordNumerator: 'doses without record whose day has passed',
    defSubstituted: 'With another medication',
    defSubstitutedText: 'Of the doses given, how many were given with a medication other than planned.',
    defSubstitutedNumerator: 'doses with another medication',
    defSubstitutedDenominator: 'doses given in full or in part',
    defFirstText:
      'Of the people who began treatment in the period, how many did so soon. It begins with the first dose against cancer, radiotherapy, surgery or transplant.',
    defFirstNumerator: (within: number) => `people who began no more than ${daysEn(within)} after the diagnosis`,
    defFirstDenominator: 'people who began in the period and have a day of diagnosis',
    defFirstOut:
      'Those who have not begun, and those without a recorded day of diagnosis, who are counted apart. Where surgery gave the diagnosis, it counts as in time.',
    defAgeText:
      'The figures may be asked only of people who had not reached an age limit (18 years unless another is chosen), or only of those who had. The age on the planned day of the dose counts; for the start of treatment, the age on its day. The birth date is the one recorded on the day of the figures.',
    past: 'Why the past does not change',
    pastText:
      'Each record counts from the day it was made. What is noted or corrected today does not move the figures of yesterday: it shows in those of today. So a past date always gives the same.',
    who: 'Who sees them',
    whoText:
      'Staff see those of their hospital; coordinators, those of their hospitals. They are exact figures, for internal use.',
    rulesVersion: (version: string) => `Rules, version ${version}`,
  },
})
