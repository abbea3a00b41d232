import { createHash } from 'node:crypto'
import { pdfOf } from 'server/minutes/pdf'
import { printOf } from 'server/minutes/pdf-cache'
import { figureInWords } from 'shared/figure-words'
import { plainText } from 'shared/minutes-plain'
import type { PublishedMinutes } from 'shared/published-minutes'
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './support/house.js'
import { agreeOn, attend, freezeFigures, openGroup, people } from './support/minutes.js'
import { openPdf, pagesOf, rolesOf } from './support/pdf.js'

const house = await openHouse()
let published: { document: PublishedMinutes; sha256: string; path: string; bytes: Buffer }

const text = [
  '## Apertura',
  'Se dio la bienvenida a *todas y todos*, con [el boletín](https://imss.example/boletin).',
  '## Cifras',
  'Hay **{{total}} personas**: {{paediatric}} en edad pediátrica ({{paediatricPercent}}) y {{adult}} adultas.',
  '### Abasto',
  '- Vincristina: corazón, pingüino, ñandú\n- Ciclofosfamida',
  '> Gracias por escucharnos',
  ...Array.from(
    { length: 60 },
    (_, n) => `Punto ${n + 1} de la conversación, con lo que cada quien dijo de su hospital.`,
  ),
].join('\n\n')

beforeAll(async () => {
  await people(house)
  const group = await openGroup(house)
  await attend(house, group.sessionId)
  await freezeFigures(house, group)
  await agreeOn(house, group.sessionId, 'Dar seguimiento a varias niñas y niños')
  const { id, version } = await group.write(text)
  await group.secretary.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  const { body } = await group.second.post(group.at(id, '/publication'), {}, { 'if-match': `"${version + 1}"` })
  const path = group.at(id, '/pdf')
  const answer = await house.app.inject({ url: path, headers: { authorization: `Bearer ${group.second.token}` } })
  expect(answer.statusCode).toBe(200)
  const etag = `"${createHash('sha256').update(answer.rawPayload).digest('hex')}"`
  expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', etag })
  published = { document: body.document, sha256: body.sha256, path, bytes: answer.rawPayload }
})

const open = () => openPdf(published.bytes)
const pages = () => pagesOf(published.bytes)
const spaced = (said: string) => said.replace(/\s+/g, ' ')

test('the PDF says what the document says, to the unit, with accents, a Maya name and both María', async () => {
  const { document } = published
  const whole = spaced((await pages()).join(' '))
  for (const line of plainText(document.blocks, document.figures).split('\n')) expect(whole).toContain(spaced(line))
  for (const { key, value } of document.figures.filter((it) => it.key !== 'on' && it.key !== 'since'))
    expect(whole).toContain(figureInWords(key, value, 'es'))
  expect(whole).toContain('Hay mil 640 personas: 437 en edad pediátrica (27 por ciento) y mil 203 adultas.')
  expect(whole).toContain('Madres (3): María, Nohemí, María')
  expect(whole).toContain('Dra. Ixchel Uc Canché')
  expect(whole).toContain('OOAD presentes (2): Jalisco, Yucatán')
  expect(whole).toContain(`${document.number}-1`)
  expect(whole).toContain(
    'Responsable: Coordinación de Abasto · Lugar: OOAD Jalisco · Para el 30 de agosto de 2024 · Estado: Abierto, con atraso',
  )
})

test('each page has its number, folio and fingerprint', async () => {
  const texts = await pages()
  expect(texts.length).toBeGreaterThan(2)
  for (const [n, said] of texts.entries()) {
    expect(said).toContain(`Página ${n + 1} de ${texts.length}`)
    expect(said).toContain(published.document.folio)
    expect(said).toContain(published.sha256)
  }
})

test('it is tagged, in Spanish of Mexico, letter size, with a title', async () => {
  const pdf = await open()
  const { info } = await pdf.getMetadata()
  expect(info).toMatchObject({
    Language: 'es-MX',
    Title: `Minuta de la sesión ${published.document.number} (${published.document.folio})`,
  })
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  const first = await pdf.getPage(1)
  expect(first.view).toEqual([0, 0, 612, 792])
  const tree = rolesOf(await first.getStructTree())
  for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Link', 'BlockQuote'])
    expect(tree).toContain(role)
  expect(tree.filter((role) => role === 'H1')).toHaveLength(1)
  // Every stretch of text is in the tree, but what stands at the foot
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n)
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    let open: string[] = []
    for (const it of items) {
      if ('str' in it) {
        if (it.str.trim() !== '') expect(open.length, it.str).toBeGreaterThan(0)
      } else if (it.type.startsWith('begin')) open = [...open, it.id]
      else open = open.slice(0, -1)
    }
  }
})

test('the same document is the same bytes', async () => {
  const { document, sha256, bytes } = published
  expect(Buffer.compare(await pdfOf(document, sha256), bytes)).toBe(0)
})

test('a print is made once, until twenty others were asked for', async () => {
  const { document } = published
  const first = printOf(document, 'una')
  expect(printOf(document, 'una')).toBe(first)
  await Promise.all(Array.from({ length: 20 }, (_, n) => printOf(document, `otra ${n}`)))
  expect(printOf(document, 'otra 19')).toBe(printOf(document, 'otra 19'))
  expect(printOf(document, 'una')).not.toBe(first)
})

test('what is not published has no PDF', async () => {
  const group = await openGroup(house)
  const { id } = await group.begin()
  const answer = await group.secretary.get(group.at(id, '/pdf'))
  expect([answer.status, answer.body.type]).toEqual([409, '/problems/minutes-not-published'])
})
