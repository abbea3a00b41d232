import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openLine } from './cut.js'
import { aPatient } from './house.js'
import { type Site, staffOf } from './page.js'

export const posting = /^POST \/api\/patients\/[^/]+\/pain-assessments /
export const save = (page: Page) => page.getByRole('button', { name: 'Guardar evaluación de dolor' }).click()
export const waiting = (page: Page) => page.getByText('1 registro aún sin guardar: se enviará solo.').waitFor()
export const nothingWaits = (page: Page) => page.getByText(/sin guardar: se envi/).waitFor({ state: 'detached' })
export const savedLater = (page: Page) => page.getByText('Se guardó lo que estaba en espera.').waitFor()

/** A nurse at the sheet of somebody of eleven years, by a line of this test's own. */
export async function atBedside(
  site: Site,
  options: { size?: { width: number; height: number }; clock?: boolean; dark?: boolean } = {},
) {
  const { house } = site
  const { port } = house.app.server.address() as AddressInfo
  const { person, hospitalId } = await staffOf(house)
  const made = await person.post('/api/patients', aPatient(hospitalId, { birthDate: '2015-02-03' }))
  expect(made.status, made.text).toBe(201)
  const patientId = String(made.body.id)
  const line = await openLine(port)
  const path = `/personas/${patientId}/dolor/evaluar`
  const visit = await site.visit(person, { path, origin: line.origin, ...options })
  await visit.page.getByRole('radio', { name: '7', exact: true }).waitFor()
  const rows = () => house.sql`select * from pain_assessments where patient_id = ${patientId}`
  return { person, hospitalId, patientId, line, rows, path, ...visit }
}

/** Everything the sheet holds, so that nothing of it can be lost unseen. */
export async function fillIn(page: Page) {
  await page.getByRole('radio', { name: '7', exact: true }).check()
  await page.getByRole('button', { name: 'Abdomen alto' }).click()
  await page.getByRole('radio', { name: 'Analgésico' }).check()
  await page.getByRole('radio', { name: 'Al moverse' }).check()
  await page.getByRole('radio', { name: 'Tumor' }).check()
  await page.getByLabel('Nota (opcional)').fill('Llora al cambiarla de lado')
}

export const typed = {
  scale: 'NRS',
  score: '7.0',
  sites: ['abdomen-upper'],
  action: 'analgesic',
  at_rest: false,
  cause: 'tumour',
  note: 'Llora al cambiarla de lado',
}

/** Saved once, whole, under one key; and the device keeps nothing of it. */
export async function savedOnce({ page, line, rows, person }: Awaited<ReturnType<typeof atBedside>>) {
  await nothingWaits(page)
  const all = await rows()
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({ ...typed, recorded_by: person.userId })
  const keys = line.requests.filter(({ line }) => posting.test(line)).map(({ key }) => key)
  expect(new Set(keys).size).toBe(1)
  expect(await stored(page)).toEqual([])
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((it) => it.startsWith('draft:pain')))).toEqual([])
}

/** The rows of the queue as they lie on the device, their bytes as text. */
export function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('girasol-outbox')
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    if (!db.objectStoreNames.contains('rows')) {
      db.close()
      return []
    }
    const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const asked = db.transaction('rows').objectStore('rows').getAll()
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    db.close()
    const text = (value: unknown) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array
        ? new TextDecoder('latin1').decode(value)
        : String(value)
    return rows.map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name}=${text(value)}`)
        .join(' '),
    )
  })
}
