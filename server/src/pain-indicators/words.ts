import type { Language } from 'shared/counts'
import type { AnalgesicEffect } from 'shared/pain'
import type { PainIndicatorRules } from 'shared/pain-indicators'

/** Headings and notes of the files; screens have their own words. */
interface PainIndicatorWords {
  file: string
  sheet: string
  assessed: string
  treatmentDays: string
  treated: string
  pains: string
  reassessed: string
  doses: string
  relieved: string
  answering: string
  opioidDays: string
  naloxone: string
  effects: Record<AnalgesicEffect, string>
  rulesOf: (rules: PainIndicatorRules, answerMinutes: readonly number[]) => string
}

export const painIndicatorWords: Record<Language, PainIndicatorWords> = {
  es: {
    file: 'indicadores-de-dolor',
    sheet: 'Dolor',
    assessed: 'Días-persona en tratamiento con dolor valorado',
    treatmentDays: 'Días-persona en tratamiento',
    treated: 'Dolores moderados o intensos atendidos en plazo',
    pains: 'Dolores moderados o intensos con plazo cumplido',
    reassessed: 'Dosis revaloradas en plazo',
    doses: 'Dosis de analgésico con plazo de revaloración cumplido',
    relieved: 'Dosis con alivio',
    answering: 'Dosis revaloradas que atendían dolor moderado o intenso',
    opioidDays: 'Días-persona con opioide',
    naloxone: 'Dosis de naloxona',
    effects: {
      constipation: 'Días-persona con estreñimiento',
      'nausea-vomiting': 'Días-persona con náusea o vómito',
      pruritus: 'Días-persona con comezón',
      'urinary-retention': 'Días-persona con retención de orina',
      sedation: 'Días-persona con sedación',
      'respiratory-depression': 'Días-persona con depresión respiratoria',
      myoclonus: 'Días-persona con mioclonías',
      delirium: 'Días-persona con delirio',
      other: 'Días-persona con otro efecto',
    },
    rulesOf: ({ version, reliefPoints, reliefPercent }, answerMinutes) =>
      `Versión ${version}. Plazo para atender un dolor: ${answerMinutes.length > 0 ? `${answerMinutes.join(', ')} minutos, según el hospital` : 'sin dolores en el periodo'}. Alivio: baja de al menos ${reliefPoints} puntos de 10 o ${reliefPercent} %. Lo que aún puede hacerse a tiempo no se da por faltante.`,
  },
  en: {
    file: 'pain-indicators',
    sheet: 'Pain',
    assessed: 'Person-days on treatment with pain assessed',
    treatmentDays: 'Person-days on treatment',
    treated: 'Moderate or severe pains answered in time',
    pains: 'Moderate or severe pains whose time has passed',
    reassessed: 'Doses reassessed in time',
    doses: 'Analgesic doses whose time to reassess has passed',
    relieved: 'Doses with relief',
    answering: 'Reassessed doses that answered moderate or severe pain',
    opioidDays: 'Person-days with an opioid',
    naloxone: 'Doses of naloxone',
    effects: {
      constipation: 'Person-days with constipation',
      'nausea-vomiting': 'Person-days with nausea or vomiting',
      pruritus: 'Person-days with itching',
      'urinary-retention': 'Person-days with urinary retention',
      sedation: 'Person-days with sedation',
      'respiratory-depression': 'Person-days with respiratory depression',
      myoclonus: 'Person-days with myoclonus',
      delirium: 'Person-days with delirium',
      other: 'Person-days with another effect',
    },
    rulesOf: ({ version, reliefPoints, reliefPercent }, answerMinutes) =>
      `Version ${version}. Time to answer a pain: ${answerMinutes.length > 0 ? `${answerMinutes.join(', ')} minutes, by hospital` : 'no pains in the period'}. Relief: a fall of at least ${reliefPoints} points of 10 or ${reliefPercent} %. What can still be done in time is not missed.`,
  },
}
