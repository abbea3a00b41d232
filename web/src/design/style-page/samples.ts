import type { PlacedMark } from '../../identity/marks-in'
import { tiles } from '../charts/tile-grid'

/** Made-up figures that show shapes: long names, zero, hidden. A fixed recipe, so that pictures can be compared. */
const wobble = (at: number) => (at * 7919) % 101

export const hospitals = Array.from({ length: 74 }, (_hospital, at) => {
  const group = at < 15 ? ('umae' as const) : ('second-level' as const)
  const long = at === 20 ? ' con Medicina Familiar y Unidad de Hemodiálisis' : ''
  return {
    key: `H${at + 1}`,
    label: group === 'umae' ? `Hospital de Especialidades ${at + 1}` : `Hospital General de Zona ${at + 1}${long}`,
    group,
    value: at === 71 || at === 73 ? null : Math.round(((74 - at) / 74) ** 2 * 420) + (wobble(at) % 17),
    added: wobble(at) % 9,
    own: at === 16,
  }
})

export const offices = tiles.map(({ ooadCode, short }, at) => ({
  ooadCode,
  name: short,
  value: at === 23 || at === 30 ? null : 40 + wobble(at * 3 + 2) * 9,
}))

export const fortnights = Array.from({ length: 12 }, (_bar, at) => ({
  key: `f${at}`,
  label: `${String(1 + ((at * 14) % 28)).padStart(2, '0')}/${String(3 + Math.floor(at / 2)).padStart(2, '0')}`,
  value: at === 4 ? null : at === 11 ? 287 : 180 + wobble(at) * 2,
  session: String(138 + at),
}))

const ages = [
  '0–4',
  '5–9',
  '10–14',
  '15–17',
  '18–24',
  '25–29',
  '30–34',
  '35–39',
  '40–44',
  '45–49',
  '50–54',
  '55–59',
  '60–64',
  '65+',
]

export const bands = ages.map((band, at) => ({
  band,
  women: at === 13 ? null : 620 - at * 34 + wobble(at),
  men: at === 12 ? null : 660 - at * 38 + wobble(at + 3),
}))

const minutes =
  'Se acordó que Nombre Apellido reciba el medicamento.\nLa fiesta será en el parque Rosa Flores; informes en el 000 123 4567.'
const markOf = (kind: PlacedMark['kind'], text: string): PlacedMark => ({
  ...{ kind, text, at: minutes.indexOf(text), length: text.length, source: minutes },
})
/** A text with a place of each sort: one that refuses, one that asks, a number. */
export const markedMinutes = [
  markOf('name', 'Nombre Apellido'),
  markOf('word', 'Rosa Flores'),
  markOf('phone', '000 123 4567'),
]
