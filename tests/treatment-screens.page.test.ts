import type { Page } from 'playwright-core'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, expect, test } from 'vitest'
import type { Person } from './support/house.js'
import { expectNoAxeViolations, openSite, sizes } from './support/page.js'
import { aProtocol, putProtocol } from './support/protocols.js'
import { dayOfFour, plan, registered, vincristine } from './support/ward.js'

const site = await openSite()
const { house } = site
const today = dayIn(MEXICO_CITY, new Date())
const shots = process.env['SHOTS']

/** As long as names get: no word of it breaks a screen. */
const long = {
  givenName: 'María Guadalupe Esperanza de los Ángeles Concepción',
  firstSurname: 'Xiuhtecuhtlitzintzuntzanahuatl de la Torre y Villaseñor',
  secondSurname: 'Parangaricutirimícuaro-Tlalnepantlatecuhtli',
}

let nurse: Person
let full: string
let empty: string
let planned: string
let idle: Person

beforeAll(async () => {
  const hospital = await house.openHospital({
    name: 'Hospital General Regional con Medicina Familiar Número 1 Lic. Ignacio',
  })
  nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const patient = await registered(nurse, hospital.id, { ...long, nss: '12345678903', agregado: '3F2016OR' })
  full = patient.id
  empty = (await registered(nurse, hospital.id, { ...long, givenName: 'Sofía', birthDate: '2012-02-03' })).id
  planned = (await registered(nurse, hospital.id, { ...long, givenName: 'Regina', birthDate: '2014-09-08' })).id
  const protocolVersionId = await putProtocol(house.sql, aProtocol(), { organizationId: hospital.id })
  const started = await nurse.post(`/api/patients/${planned}/care-plans`, {
    ...{ protocolVersionId, intent: 'curative', startsOn: today, weightKg: 38, heightCm: 145 },
  })
  expect(started.status, started.text).toBe(201)
  const { doseIds } = await plan(
    house,
    patient,
    [
      vincristine(addDays(today, -4)),
      ...dayOfFour(today),
      vincristine(addDays(today, 7)),
      vincristine(addDays(today, 14)),
    ],
    { gated: true, service: 'Oncología pediátrica y trasplante de células progenitoras hematopoyéticas' },
  )
  const begun = await nurse.patch(`/api/medication-administrations/${doseIds[2]}`, { status: 'in-progress' }, 1)
  expect(begun.status, begun.text).toBe(200)
  const lacked = { status: 'not-done', statusReason: 'not-available' }
  expect((await nurse.patch(`/api/medication-administrations/${doseIds[1]}`, lacked, 1)).status).toBe(200)
  idle = await house.signIn('hospital-staff', { organizationId: (await house.openHospital()).id })
})

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

async function english(person: Person, size: { width: number; height: number }) {
  const visit = await site.visit(person, { size })
  await visit.page.getByRole('heading', { level: 1 }).waitFor() // drawing the page closes an open menu
  await visit.page.getByRole('button', { name: /Español|Idioma/ }).click()
  await visit.page.getByRole('button', { name: 'English' }).click()
  await visit.page.keyboard.press('Escape')
  await visit.page.getByRole('heading', { level: 1 }).waitFor()
  return visit
}

/** Each piece of text in the page's own words: names of people are not to be translated. */
const saidIn = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    const texts: string[] = []
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
      if (!node.parentElement?.closest('[translate=no], script, style')) texts.push(node.textContent ?? '')
    return texts
  })

/** Hospitals, services and diluents keep their names. */
const theirs = /^(Hospital |Oncología )|Oncología pediátrica|Solución salina/
const noSpanish = /\b(dosis|medicamento|planeada|guardar|registrar|hospital de|día|días|vía)\b/i

const screens: [name: string, path: () => string, ready: string | RegExp][] = [
  ['worklist', () => '/lista-del-dia', /doses?; \d+ to record/],
  ['record', () => `/personas/${full}/dosis`, 'Record doses'],
  ['record-empty', () => `/personas/${empty}/dosis`, 'No doses on this day'],
  ['unplanned', () => `/personas/${full}/dosis/fuera-de-plan`, 'Dose outside the plan'],
  ['wizard', () => `/personas/${full}/plan/nuevo`, 'Begin a treatment plan'],
  ['treatment', () => `/personas/${planned}#tratamiento`, 'Cycles in time'],
  ['treatment-empty', () => `/personas/${empty}#tratamiento`, 'No treatment plan'],
  ['doses', () => `/personas/${full}#doses`, /Under way/],
  ['doses-empty', () => `/personas/${empty}#doses`, 'No doses planned or given'],
]

test.each(Object.entries(sizes))(
  'on a %s every screen of treatment is said in English, with the longest of names',
  async (size, at) => {
    const { page } = await english(nurse, at)
    for (const [name, path, ready] of screens) {
      await page.goto(site.origin + path())
      await page.getByText(ready).filter({ visible: true }).first().waitFor()
      await page.getByText('Loading').first().waitFor({ state: 'hidden' })
      if (shots) await page.screenshot({ path: `${shots}/en-${name}-${size}.png`, fullPage: true })
      expect.soft(await fits(page), `${name} scrolls sideways`).toBe(true)
      await expectNoAxeViolations(page)
      expect
        .soft(
          (await saidIn(page)).filter((text) => noSpanish.test(text) && !theirs.test(text)),
          name,
        )
        .toEqual([])
    }
  },
)

test.each(Object.entries(sizes))('on a %s a ward without doses says so in English', async (size, at) => {
  const { page } = await english(idle, at)
  await page.goto(`${site.origin}/lista-del-dia`)
  await page.getByText('No doses on this day').first().waitFor()
  await expectNoAxeViolations(page)
  expect(await fits(page)).toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/en-idle-${size}.png`, fullPage: true })
})

test.each(Object.entries(sizes))(
  'on a %s a failing network is told on every screen, and it can be tried again',
  async (size, at) => {
    const { page } = await english(nurse, at)
    const broken = { type: '/problems/internal', status: 500, instance: 'el-numero-de-la-falla' }
    for (const [name, path, api, ready] of [
      ['worklist', '/lista-del-dia', '**/api/worklist?*', /doses?; \d+ to record/],
      ['record', `/personas/${full}/dosis`, '**/api/worklist?*', 'What became of this dose?'],
      ['treatment', `/personas/${planned}#tratamiento`, '**/care-plans', 'Cycles in time'],
      ['doses', `/personas/${full}#doses`, '**/medication-administrations?*', /Under way/],
    ] as const) {
      await page.route(api, (route) => route.fulfill({ status: 500, json: broken }))
      await page.goto('about:blank')
      await page.goto(site.origin + path)
      await page.getByText('el-numero-de-la-falla').first().waitFor()
      await expectNoAxeViolations(page)
      expect.soft(await fits(page), `${name} scrolls sideways`).toBe(true)
      if (shots) await page.screenshot({ path: `${shots}/en-broken-${name}-${size}.png`, fullPage: true })
      await page.unroute(api)
      await page.getByRole('button', { name: 'Try again' }).first().click()
      await page.getByText(ready).filter({ visible: true }).first().waitFor()
    }
  },
)
