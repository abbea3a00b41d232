import { type PainBulletinReport, painBulletin } from 'shared/pain-bulletin'
import { expect, test } from 'vitest'

const share = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent })
const report: PainBulletinReport = {
  on: '2024-08-09',
  since: '2024-07-26',
  rules: { version: '1', reliefPoints: 2, reliefPercent: 30 },
  total: {
    assessed: share(812, 1204, 67.4),
    treated: share(221, 340, 65),
    reassessedInTime: share(300, 410, 73.2),
    relieved: share(150, 180, 83.3),
    opioidDays: 95,
    naloxoneDoses: 1,
    adverseEffects: [{ effect: 'respiratory-depression', personDays: 2 }],
    followed: { answerMinutes: [30, 45], settingsVersions: [0, 1] },
  },
}
const nothing = share(0, 0, null)
const empty: PainBulletinReport = {
  ...{ on: '2024-08-09', since: '2024-08-08', rules: report.rules, scope: { kind: 'ooad', label: 'Jalisco' } },
  total: {
    ...{ assessed: nothing, treated: nothing, reassessedInTime: nothing, relieved: nothing },
    ...{ opioidDays: 0, naloxoneDoses: 0, adverseEffects: [], followed: { answerMinutes: [], settingsVersions: [] } },
  },
}

test('every figure of a fortnight is said, in Spanish as the institute writes counts', () => {
  expect(painBulletin(report, 'es')).toBe(
    'En todo el país, del 27 de julio al 9 de agosto de 2024 se valoró el dolor en 812 de mil 204 días-persona con dosis de tratamiento (67.4 por ciento). De 340 dolores moderados o intensos, 221 se atendieron en 30 o 45 minutos (65 por ciento). De 410 dosis de analgésico, 300 se revaloraron a tiempo (73.2 por ciento). De las 180 revaloradas que atendían un dolor moderado o intenso, 150 lo aliviaron (83.3 por ciento). Se dieron opioides en 95 días-persona. Se registró depresión respiratoria en 2 días-persona y 1 dosis de naloxona. Alivio es que el dolor baje al menos 2 puntos de 10 o 30 por ciento.',
  )
})

test('and in English', () => {
  expect(painBulletin(report, 'en')).toBe(
    'Nationwide, from 27 July to 9 August 2024, pain was assessed on 812 of 1,204 person-days with a dose of treatment (67.4%). Of 340 moderate or severe pains, 221 were answered within 30 or 45 minutes (65%). Of 410 doses of an analgesic, 300 were reassessed in time (73.2%). Of the 180 reassessed that answered a moderate or severe pain, 150 relieved it (83.3%). Opioids were given on 95 person-days. Recorded: respiratory depression on 2 person-days and 1 dose of naloxone. Relief is a fall of at least 2 points of 10 or 30%.',
  )
})

test('where nothing happened it says so and divides by nothing', () => {
  expect(painBulletin(empty, 'es')).toBe(
    'En el OOAD Jalisco, el 9 de agosto de 2024 no hubo días con dosis de tratamiento. No se registraron dolores moderados o intensos con su plazo cumplido.',
  )
  expect(painBulletin(empty, 'en')).toBe(
    'In OOAD Jalisco, on 9 August 2024, there were no days with a dose of treatment. No moderate or severe pain whose time had passed was recorded.',
  )
})
