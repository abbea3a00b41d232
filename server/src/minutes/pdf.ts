import { figureInWords } from 'shared/figure-words'
import type { Block, Inline } from 'shared/minutes-blocks'
import {
  agreementStatusWords,
  familyRelationWords,
  placeInWords,
  postKindWords,
  sessionModeWords,
} from 'shared/minutes-words'
import type { PublicAgreement, PublishedMinutes } from 'shared/published-minutes'
import { familyRelations, type GroupPlace, postKinds } from 'shared/working-group'
import {
  closePage,
  heading,
  type Level,
  list,
  openPage,
  type Page,
  paragraph,
  quote,
  SIGNING,
  signatures,
} from './pdf-page.js'

/**
 * Published minutes as a PDF: letter size, tagged, Spanish of Mexico; the same document is the same bytes. The folio and the
 * SHA-256 of the document stand at the foot of every page.
 */
export function pdfOf(document: PublishedMinutes, sha256: string): Promise<Buffer> {
  const { number, heldOn, mode, topic, versionNumber, erratumReason, folio, publishedAt, blocks } = document
  const title = `Minuta de la sesión ${number}`
  const page = openPage(
    { title: `${title} (${folio})`, subject: `Grupo de trabajo, ${longDay(heldOn)}`, at: new Date(publishedAt) },
    document.figures,
  )
  heading(page, 1, said(title))
  paragraph(page, said([longDay(heldOn), sessionModeWords[mode], topic].filter(Boolean).join(' · ')))
  if (erratumReason !== null)
    paragraph(page, [
      { kind: 'strong', inlines: [{ kind: 'text', text: `Fe de erratas, versión ${versionNumber}: ` }] },
      { kind: 'text', text: erratumReason },
    ])
  attendance(page, document)
  for (const block of blocks) body(page, block)
  agreements(page, document.agreements)
  presenters(page, document.nextPresenters)
  heading(page, 2, said('Firmas'), SIGNING)
  signatures(page, ['Coordinación de Oncología', 'Secretaría técnica'])
  return closePage(page, `${folio} · SHA-256 ${sha256}`)
}

const said = (text: string): Inline[] => [{ kind: 'text', text }]
const longDay = (day: string) => figureInWords('on', day, 'es')

/** By post with its unit and OOAD, the offices that came, and families by first name: two may share one. */
function attendance(page: Page, { institute, families }: PublishedMinutes): void {
  heading(page, 2, said('Asistencia'))
  for (const kind of postKinds) {
    const present = institute.filter(({ postKind }) => postKind === kind)
    if (present.length === 0) continue
    heading(page, 3, said(postKindWords[kind]))
    list(
      page,
      present.map(({ post, holder, place }) => ({
        label: '•',
        lines: [said([post, placeInWords(place), holder].filter(Boolean).join(' · '))],
      })),
    )
  }
  const offices = [...new Set(institute.flatMap(({ place: { ooadName } }) => (ooadName === null ? [] : [ooadName])))]
  if (offices.length > 0) paragraph(page, [strong(`OOAD presentes (${offices.length}): `), ...said(offices.join(', '))])
  if (families.length === 0) return
  heading(page, 3, said('Familias'))
  for (const relation of familyRelations) {
    const names = families.filter((family) => family.relation === relation).map(({ givenName }) => givenName)
    if (names.length > 0)
      paragraph(page, [strong(`${familyRelationWords[relation]} (${names.length}): `), ...said(names.join(', '))])
  }
}

const strong = (text: string): Inline => ({ kind: 'strong', inlines: [{ kind: 'text', text }] })

function body(page: Page, block: Block): void {
  if (block.kind === 'heading') heading(page, block.level as Level, block.inlines) // 2 to 4, by its schema
  if (block.kind === 'paragraph') paragraph(page, block.inlines)
  if (block.kind === 'quote') quote(page, block.inlines)
  if (block.kind === 'list')
    list(
      page,
      block.items.map((inlines, n) => ({ label: block.ordered ? `${n + 1}.` : '•', lines: [inlines] })),
    )
}

function agreements(page: Page, made: readonly PublicAgreement[]): void {
  if (made.length === 0) return
  heading(page, 2, said('Acuerdos'))
  list(
    page,
    made.map(({ code, text, caseAlias, ...rest }) => ({
      label: code,
      lines: [[...(caseAlias === null ? [] : [strong(`${caseAlias}: `)]), ...said(text)], said(fateOf(rest))],
    })),
    48,
  )
}

function fateOf({
  responsible,
  place,
  dueOn,
  status,
  late,
  keptOn,
}: Omit<PublicAgreement, 'code' | 'text' | 'caseAlias'>) {
  const state = late ? `${agreementStatusWords[status]}, con atraso` : agreementStatusWords[status]
  return [
    `Responsable: ${responsible}`,
    placeInWords(place) && `Lugar: ${placeInWords(place)}`,
    `Para el ${longDay(dueOn)}`,
    `Estado: ${state}${keptOn === null ? '' : ` el ${longDay(keptOn)}`}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function presenters(page: Page, next: readonly GroupPlace[]): void {
  if (next.length === 0) return
  heading(page, 2, said('Presentan en la siguiente sesión'))
  list(
    page,
    next.map((place) => ({ label: '•', lines: [said(placeInWords(place))] })),
  )
}
