import { expect, test } from 'vitest'
import { aRow, bring, patientsCsv } from './support/files.js'
import { openHouse, type Person } from './support/house.js'

const house = await openHouse()

const stream = (person: Person, id: string) => person.get(`/api/imports/${id}`, { accept: 'text/event-stream' })

test.each<[string, (clerk: Person) => Promise<unknown>]>([
  ['the sign-out', (clerk) => clerk.post('/api/sign-out')],
  [
    'a session ended elsewhere',
    (clerk) => house.sql`update sessions set ended_at = now() where id = ${clerk.sessionId}`,
  ],
  [
    'the loss of every role',
    (clerk) => house.sql`update grants set revoked_at = now() where user_id = ${clerk.userId}`,
  ],
  ['the end of the account', (clerk) => house.sql`update users set active = false where id = ${clerk.userId}`],
])(
  'live events end with %s',
  async (_case, leave) => {
    const hospital = await house.openHospital()
    const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const { id } = await bring(clerk, { file: patientsCsv([aRow(hospital.clues)]) })
    await house.sql`update imports set status = 'reading' where id = ${id}` // it never settles by itself
    let over = false
    const events = stream(clerk, id).finally(() => (over = true))
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(over).toBe(false)
    await leave(clerk)
    const { status, text } = await events
    expect([status, text.match(/^event: import$/gm)?.length]).toEqual([200, 1])
  },
  8_000,
)
