import type { AnalgesicEffect } from 'shared/pain'
import { defineWords, plural } from './define'

const effectsEs: Record<AnalgesicEffect, string> = {
  constipation: 'Estreñimiento',
  'nausea-vomiting': 'Náusea o vómito',
  pruritus: 'Comezón',
  'urinary-retention': 'Retención de orina',
  sedation: 'Sedación',
  'respiratory-depression': 'Depresión respiratoria',
  myoclonus: 'Mioclonías',
  delirium: 'Delirio',
  other: 'Otro efecto',
}
const effectsEn: Record<AnalgesicEffect, string> = {
  constipation: 'Constipation',
  'nausea-vomiting': 'Nausea or vomiting',
  pruritus: 'Itching',
  'urinary-retention': 'Urinary retention',
  sedation: 'Sedation',
  'respiratory-depression': 'Respiratory depression',
  myoclonus: 'Myoclonus',
  delirium: 'Delirium',
  other: 'Another effect',
}
const listed = (minutes: readonly number[], or: string) =>
  minutes.length < 2 ? minutes.join('') : `${minutes.slice(0, -1).join(', ')} ${or} ${minutes.at(-1)}`

export const painIndicatorWords = defineWords({
  es: {
    title: 'Dolor en cifras',
    lead: 'Cuánto dolor se valora, se atiende a tiempo, se revalora y se alivia.',
    treatmentLink: 'Indicadores de tratamiento',
    of: (period: string) => `Dolor ${period}`,
    other: 'Otro periodo',
    otherText: 'Se cuenta lo ocurrido después del primer día y hasta el último, tal como estaba registrado ese día.',
    empty: 'No hay dolor registrado en este periodo',
    emptyText: 'Tampoco hay dosis de tratamiento. Elija otro periodo.',
    // cards
    assessed: 'Dolor valorado',
    assessedOf: (part: string, all: string, count: number) => `${part} de ${all} ${plural(count, 'día', 'días')}`,
    assessedNone: 'Ningún día con dosis de tratamiento',
    assessedNote: 'Días de una persona con dosis de tratamiento en que alguien valoró su dolor.',
    treated: 'Atendido a tiempo',
    treatedOf: (part: string, all: string, count: number) => `${part} de ${all} ${plural(count, 'dolor', 'dolores')}`,
    treatedNone: 'Ningún dolor moderado o intenso',
    treatedNote: (minutes: readonly number[]) =>
      minutes.length === 0
        ? 'Moderado o intenso.'
        : `Moderado o intenso, con analgésico o medida no farmacológica en ${listed(minutes, 'o')} minutos${minutes.length > 1 ? ', según el hospital' : ''}.`,
    reassessed: 'Revalorado a tiempo',
    reassessedOf: (part: string, all: string, _count: number) => `${part} de ${all} dosis`,
    reassessedNone: 'Ninguna dosis con plazo cumplido',
    reassessedNote: 'Dosis de analgésico tras las que se volvió a preguntar antes de que venciera el plazo.',
    relieved: 'Aliviado',
    relievedNone: 'Ninguna dosis que permita saberlo',
    relievedNote: (points: number, percent: number) =>
      `Bajó al menos ${points} puntos de 10, o ${percent} %, en la revaloración.`,
    // parts
    effects: '¿Qué efectos no deseados se vieron?',
    effectsText: 'Días de una persona con cada efecto. El mismo efecto cuenta una vez por día.',
    effectsNone: 'En este periodo no se registró ninguno.',
    effect: (effect: AnalgesicEffect) => effectsEs[effect],
    opioids: 'Opioides',
    opioidDays: 'Días de una persona con opioide',
    naloxone: 'Dosis de naloxona',
    record: 'Registro y recordatorio, no prescribe.',
    // places
    table: 'Tabla',
    chart: 'Gráfica',
    measure: 'Indicador',
    chartNote: (measure: string) => `Porcentaje de cada hospital: ${measure}. Sin dato: no aparece.`,
    best: (place: string, percent: string) => `${place} llega más alto: ${percent} %`,
    noChart: 'Ningún hospital tiene este dato en el periodo.',
    colOpioids: 'Días con opioide',
    colNaloxone: 'Naloxona',
    emptyTable: 'Sin dolor registrado en el periodo',
    freezeText: (period: string) =>
      `Quedarán fijos los indicadores de dolor ${period}. Se imprimirán igual para siempre, con sus reglas y su texto para el boletín.`,
    answerMinutes: 'Plazo para atender un dolor',
    minutes: (minutes: readonly number[]) => (minutes.length === 0 ? '—' : `${listed(minutes, 'o')} minutos`),
    settings: 'Tiempos del hospital que se siguieron',
    settingsOf: (versions: readonly number[]) =>
      versions.map((version) => (version === 0 ? 'los del catálogo' : `versión ${version}`)).join(', ') || '—',
    // definitions
    definitions: 'Cómo se calcula el dolor en cifras',
    definitionsLead: 'Qué se cuenta, entre qué se divide, de dónde sale y qué no dice.',
    back: 'Ver el dolor en cifras',
    numerator: 'Numerador',
    denominator: 'Denominador',
    source: 'De dónde sale',
    limits: 'Qué no dice',
    defAssessed: 'Días en tratamiento en que se valoró el dolor.',
    defAssessedNumerator:
      'Días de una persona en que se aplicó al menos una dosis de su plan y hay al menos una valoración de dolor en el mismo hospital.',
    defAssessedDenominator:
      'Días de una persona en que se aplicó, completa o en parte, al menos una dosis de su plan. El día que aún corre cuenta solo si ya se valoró.',
    defAssessedSource: 'Valoraciones de dolor vigentes y registro de dosis del plan de tratamiento.',
    defAssessedLimits:
      'No dice si se valoró cada turno ni en días sin dosis. Dos hospitales en un mismo día cuentan cada uno el suyo.',
    defTreated: 'Dolores moderados o intensos que recibieron respuesta a tiempo.',
    defTreatedNumerator:
      'De ellos, los que en el plazo tuvieron una dosis de analgésico (de horario, de rescate o adyuvante) o una medida no farmacológica anotada en la misma valoración. La dosis cuenta desde el minuto de la valoración.',
    defTreatedDenominator:
      'Valoraciones de dolor moderado o intenso, según las bandas de su escala, ya atendidas o con el plazo cumplido. El plazo es el que su hospital tenía fijado al registrarlas: 30 minutos si no fijó otro. Pertenecen al día en que vence el plazo.',
    defTreatedSource: 'Valoraciones y dosis de analgésico vigentes; tiempos del hospital.',
    defTreatedLimits:
      'El laxante y la naloxona no responden a un dolor. Varias valoraciones del mismo dolor cuentan cada una. No juzga si el fármaco o la dosis eran los adecuados.',
    defReassessed: 'Dosis de analgésico tras las que se volvió a valorar el dolor a tiempo.',
    defReassessedNumerator:
      'De ellas, las que tienen una valoración, distinta de la que motivó la dosis, hecha desde la mitad del tiempo de revaloración y antes de vencer el plazo. Una que nombra la dosis vale desde que se aplicó.',
    defReassessedDenominator:
      'Dosis con reloj de revaloración (por vía: 30 minutos intravenosa, 60 oral…, más la tolerancia del hospital), ya revaloradas o con el plazo cumplido. Pertenecen al día en que vence el plazo.',
    defReassessedSource: 'Dosis y valoraciones vigentes; recordatorios con los tiempos del hospital.',
    defReassessedLimits:
      'Cualquier valoración de intensidad en ese lapso vale, aunque no nombre la dosis. La mitad del tiempo es criterio propio: antes, el fármaco aún no pudo actuar. Una escala que no mide intensidad (DN4) no vale. Lo que aún puede hacerse a tiempo no se da por faltante.',
    defRelieved: 'Dosis que atendían un dolor moderado o intenso, y tras las que ese dolor cedió.',
    defRelievedNumerator: (points: number, percent: number) =>
      `De ellas, aquellas en que la última de esas valoraciones bajó al menos ${points} puntos de 10, o al menos ${percent} % de lo que era.`,
    defRelievedDenominator:
      'Dosis revaloradas a tiempo que nombran la valoración de dolor moderado o intenso que atienden.',
    defRelievedSource:
      'Las dos valoraciones, llevadas a una escala de 0 a 10 según el mínimo y el máximo de cada escala.',
    defRelievedLimits:
      'Si antes y después se usaron escalas distintas, la comparación es aproximada. No separa el efecto de otra dosis o medida dada en el mismo plazo.',
    defOpioids: 'Días con opioide y naloxona',
    defOpioidsText: 'Exposición, no desempeño: más no es peor ni mejor.',
    defOpioidsCounted:
      'Días de una persona con al menos una dosis de opioide, débil o fuerte. Una infusión cuenta cada día hasta que se suspende su indicación; un parche, cada día que dura: el intervalo de su indicación, o tres días si no hay. La infusión sin indicación cuenta solo el día en que se registró. Dosis de naloxona, una por una.',
    defEffects: 'Efectos no deseados',
    defEffectsText: 'Lo que se vio y se anotó, y lo que una revisión de sedación dio por alarma.',
    defEffectsCounted:
      'Días de una persona con cada efecto: el mismo efecto en el mismo día cuenta una vez. Sedación excesiva cuenta como sedación; respiración lenta u oxígeno bajo, como depresión respiratoria.',
    defEffectsLimits: 'Pocos efectos pueden querer decir que no se buscan.',
    reliefSource:
      'Una baja de 2 puntos o de 30 % es la que personas con dolor crónico llaman mejoría (Farrar y otros, Pain 2001;94:149-158). Los tiempos de revaloración son los del catálogo, con su fuente y su confianza en la pantalla de tiempos de dolor.',
    reliefTitle: 'Por qué 2 puntos o 30 %',
    rulesVersion: (version: string) => `Reglas, versión ${version}`,
  },
  en: {
    title: 'Pain in figures',
    lead: 'How much pain is assessed, answered in time, reassessed and relieved.',
    treatmentLink: 'Treatment indicators',
    of: (period: string) => `Pain ${period}`,
    other: 'Another period',
    otherText: 'What happened after the first day and until the last is counted, as it was recorded on that day.',
    empty: 'No pain is recorded in this period',
    emptyText: 'Nor are there doses of treatment. Choose another period.',
    assessed: 'Pain assessed',
    assessedOf: (part: string, all: string, count: number) => `${part} of ${all} ${plural(count, 'day', 'days')}`,
    assessedNone: 'No day with a dose of treatment',
    assessedNote: 'Days of a person with a dose of treatment on which somebody assessed their pain.',
    treated: 'Answered in time',
    treatedOf: (part: string, all: string, count: number) => `${part} of ${all} ${plural(count, 'pain', 'pains')}`,
    treatedNone: 'No moderate or severe pain',
    treatedNote: (minutes: readonly number[]) =>
      minutes.length === 0
        ? 'Moderate or severe.'
        : `Moderate or severe, with an analgesic or a non-drug measure within ${listed(minutes, 'or')} minutes${minutes.length > 1 ? ', by hospital' : ''}.`,
    reassessed: 'Reassessed in time',
    reassessedOf: (part: string, all: string, count: number) => `${part} of ${all} ${plural(count, 'dose', 'doses')}`,
    reassessedNone: 'No dose whose time has passed',
    reassessedNote: 'Doses of an analgesic after which somebody asked again before it was late.',
    relieved: 'Relieved',
    relievedNone: 'No dose that would tell',
    relievedNote: (points: number, percent: number) =>
      `Fell by at least ${points} points of 10, or ${percent}%, when reassessed.`,
    effects: 'Which unwanted effects were seen?',
    effectsText: 'Days of a person with each effect. The same effect counts once a day.',
    effectsNone: 'None was recorded in this period.',
    effect: (effect: AnalgesicEffect) => effectsEn[effect],
    opioids: 'Opioids',
    opioidDays: 'Days of a person with an opioid',
    naloxone: 'Doses of naloxone',
    record: 'A record and a reminder; it does not prescribe.',
    table: 'Table',
    chart: 'Chart',
    measure: 'Indicator',
    chartNote: (measure: string) => `Percent in each hospital: ${measure}. Those without the figure are left out.`,
    best: (place: string, percent: string) => `${place} reaches highest: ${percent}%`,
    noChart: 'No hospital has this figure in the period.',
    colOpioids: 'Days with an opioid',
    colNaloxone: 'Naloxone',
    emptyTable: 'No pain recorded in the period',
    freezeText: (period: string) =>
      `The pain indicators ${period} will be fixed. They print the same for ever, with their rules and their text for the bulletin.`,
    answerMinutes: 'Time to answer a pain',
    minutes: (minutes: readonly number[]) => (minutes.length === 0 ? '—' : `${listed(minutes, 'or')} minutes`),
    settings: 'Times of the hospital that were followed',
    settingsOf: (versions: readonly number[]) =>
      versions.map((version) => (version === 0 ? 'those of the catalogue' : `version ${version}`)).join(', ') || '—',
    definitions: 'How pain in figures is computed',
    definitionsLead: 'What is counted, what it is divided by, where it comes from and what it does not say.',
    back: 'See pain in figures',
    numerator: 'Numerator',
    denominator: 'Denominator',
    source: 'Where it comes from',
    limits: 'What it does not say',
    defAssessed: 'Days on treatment on which pain was assessed.',
    defAssessedNumerator:
      'Days of a person on which at least one dose of their plan was given and there is at least one pain assessment in the same hospital.',
    defAssessedDenominator:
      'Days of a person on which at least one dose of their plan was given, in full or in part. A day that still runs counts only once assessed.',
    defAssessedSource: 'Pain assessments that stand and the record of doses of the treatment plan.',
    defAssessedLimits:
      'It does not say whether each shift assessed, nor anything of days without a dose. Two hospitals on one day count each their own.',
    defTreated: 'Moderate or severe pains that were answered in time.',
    defTreatedNumerator:
      'Of them, those that within the time had a dose of an analgesic (by the clock, rescue or adjuvant) or a non-drug measure written in the same assessment. A dose counts from the minute of the assessment on.',
    defTreatedDenominator:
      'Assessments of moderate or severe pain, by the bands of their scale, answered or with their time passed. The time is the one their hospital had set when they were recorded: 30 minutes unless it set another. They belong to the day on which the time ends.',
    defTreatedSource: 'Assessments and analgesic doses that stand; times of the hospital.',
    defTreatedLimits:
      'A laxative and naloxone do not answer a pain. Several assessments of one pain count each. It does not judge whether drug or dose were right.',
    defReassessed: 'Doses of an analgesic after which pain was assessed again in time.',
    defReassessedNumerator:
      'Of them, those with an assessment, other than the one that the dose answered, from half of the time to reassess on and before it was late. One that names the dose counts from its giving on.',
    defReassessedDenominator:
      'Doses with a clock (by route: 30 minutes intravenous, 60 by mouth…, plus the tolerance of the hospital), reassessed or with their time passed. They belong to the day on which the time ends.',
    defReassessedSource: 'Doses and assessments that stand; reminders with the times of the hospital.',
    defReassessedLimits:
      'Any assessment of strength within those minutes will do, even if it does not name the dose. Half of the time is our own convention: sooner the drug cannot have worked. A scale that tells no strength (DN4) will not. What can still be done in time is not missed.',
    defRelieved: 'Doses that answered a moderate or severe pain, and after which that pain yielded.',
    defRelievedNumerator: (points: number, percent: number) =>
      `Of them, those where the last of those assessments had fallen by at least ${points} points of 10, or at least ${percent}% of what it was.`,
    defRelievedDenominator:
      'Doses reassessed in time that name the assessment of moderate or severe pain which they answer.',
    defRelievedSource: 'Both assessments, brought to a scale of 0 to 10 by where each scale begins and ends.',
    defRelievedLimits:
      'Where different scales were used before and after, the comparison is approximate. It does not tell the effect of another dose or measure in the same time apart.',
    defOpioids: 'Days with an opioid, and naloxone',
    defOpioidsText: 'Exposure, not performance: more is neither worse nor better.',
    defOpioidsCounted:
      'Days of a person with at least one dose of an opioid, weak or strong. An infusion counts each day until its order is stopped; a patch, each day that it lasts: the interval of its order, or three days where there is none. An infusion without an order counts the day on which it was recorded alone. Doses of naloxone, each.',
    defEffects: 'Unwanted effects',
    defEffectsText: 'What was seen and written down, and what a sedation check raised as an alarm.',
    defEffectsCounted:
      'Days of a person with each effect: the same effect on the same day counts once. Too much sedation counts as sedation; slow breathing or low oxygen as respiratory depression.',
    defEffectsLimits: 'Few effects may mean that nobody looks for them.',
    reliefSource:
      'A fall of 2 points or of 30% is what people with chronic pain call better (Farrar and others, Pain 2001;94:149-158). The times to reassess are those of the catalogue, with their source and confidence on the screen of pain times.',
    reliefTitle: 'Why 2 points or 30%',
    rulesVersion: (version: string) => `Rules, version ${version}`,
  },
})
