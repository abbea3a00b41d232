import { fold } from 'shared/fold'
import type { AskedPlace } from 'shared/group-places'
import type { Hospital, HospitalList, Ooad, OoadAnswer } from 'shared/network'
import { resolveOoad } from 'shared/ooads'
import type { GroupPlace } from 'shared/working-group'
import type { Option } from '../design/combobox-option'
import { http } from '../http'
import { ooads } from '../network/api'
import { queryClient } from '../queries'

/** A hospital or an OOAD that was chosen, or the words that stand in the box without a choice. */
export interface PlaceValue {
  option: Option | null
  typed: string
}
export const noPlace: PlaceValue = { option: null, typed: '' }

const office = 'ooad:'
const hospital = 'hospital:'

/** The fields of a body that name the place; words that were not chosen go as they are, and the server asks. */
export function placeBody({ option, typed }: PlaceValue): AskedPlace {
  if (option?.code.startsWith(office)) return { ooadCode: option.code.slice(office.length) }
  if (option?.code.startsWith(hospital)) return { organizationId: option.code.slice(hospital.length) }
  return typed.trim() === '' ? {} : { ooadText: typed.trim() }
}

export const officeOption = (code: string, name: string): Option => ({
  ...{ code: office + code, label: name, detail: `OOAD ${code}`, silent: true },
})

const hospitalOption = ({ id, name, clues }: Pick<Hospital, 'id' | 'name' | 'clues'>): Option => ({
  ...{ code: hospital + id, label: name, detail: clues, silent: true },
})

/** "Jalisco (OOAD)", "HGR 110 Oblatos"; nothing for a post of the whole institute. */
export const placeText = ({ hospital: unit, ooadName }: GroupPlace): string =>
  unit ?? (ooadName === null ? '' : `OOAD ${ooadName}`)

/** OOAD that the words mean or begin, and hospitals that hold them. */
export async function findPlaces(text: string, signal: AbortSignal): Promise<readonly Option[]> {
  const [{ items }, hospitals] = await Promise.all([
    queryClient.fetchQuery(ooads),
    http.get('hospitals', { searchParams: { search: text.slice(0, 80), limit: 12 }, signal }).json<HospitalList>(),
  ])
  return [...officesFor(text, items), ...hospitals.items.map(hospitalOption)]
}

function officesFor(text: string, offices: readonly Ooad[]): Option[] {
  const aliases = offices.flatMap(({ code, aliases: own }) => own.map(({ alias }) => ({ alias, ooadCode: code })))
  const meant = resolveOoad(text, offices, aliases)
  const asked = ` ${fold(text)}`
  const begins = ({ name, aliases: own }: Ooad) =>
    [name, ...own.map(({ alias }) => alias)].some((called) => ` ${fold(called)}`.includes(asked))
  const codes = new Set(meant === null ? [] : (meant.candidates ?? [meant.ooadCode]))
  return offices.filter((it) => codes.has(it.code) || begins(it)).map(({ code, name }) => officeOption(code, name))
}

/** A chosen place as a session shows it. */
export function placeOf({ code, label }: Option): GroupPlace {
  const isOffice = code.startsWith(office)
  return {
    organizationId: isOffice ? null : code.slice(hospital.length),
    hospital: isOffice ? null : label,
    ooadCode: isOffice ? code.slice(office.length) : null,
    ooadName: isOffice ? label : null,
  }
}

/** The office that words mean; a text that means two throws 409 `ambiguous`, one that means none 404. */
export async function resolveOffice(text: string): Promise<Option> {
  const { ooadCode } = await http.get('ooads/resolve', { searchParams: { text } }).json<OoadAnswer>()
  const { items } = await queryClient.fetchQuery(ooads)
  return officeOption(ooadCode, items.find(({ code }) => code === ooadCode)?.name ?? ooadCode)
}

/** "OOAD, OOAD Jalisco"; "Dirección de hospital, HGR 110 Oblatos". */
export const postText = ({ name, place }: { name: string; place: GroupPlace }): string =>
  [name, placeText(place)].filter(Boolean).join(', ')
