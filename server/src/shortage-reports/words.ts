import { fold } from 'shared/fold'

/** Words that everybody spells alike, without accents, and that say nothing of illness: 128 of them. */
const words = `
  abeja abrigo agua aldea alegre almendra amigo ancla arena arroz barco bosque brisa cabra cacao caja cama camino
  campana campo canasta canto caracol carta casa cereza ciruela cobre colina cometa coral corona cuaderno cuento
  danza delta dulce duna durazno espiga estrella faro feria flauta flor fogata fresa fruta gato globo gota grillo
  guitarra helado hilo hoja horno iguana isla jarra jirafa jugo lago lana lazo libro limonero lino lluvia luna
  madera maleta manzana mapa marea mariposa mesa miel molino moneda montana nido nube olivo onda oveja palma paloma
  papel parque pato pera perla piano piedra pino playa pluma pradera puente queso ramo rana regalo reloj rio rosa
  sal sandia semilla sendero sol sombra taza teja tela tierra trigo tren trompo tulipan valle vela ventana verano viaje violeta
`
  .trim()
  .split(/\s+/)

/** A word and four digits out of a hash: about a million, and ten wrong ones an hour. */
export function wordFrom(hash: Buffer): string {
  const word = words[hash.readUInt32BE(0) % words.length] ?? ''
  return `${word}-${String(hash.readUInt32BE(4) % 10_000).padStart(4, '0')}`
}

/** The word as it is compared: small letters and digits, however it was written down. */
export const plainWord = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ' // no I, O, Q: they are read for others

const check = (year: string, number: string) => {
  const sum = [...`${year}${number}`].reduce((total, digit, n) => total + Number(digit) * (n + 2), 0)
  return LETTERS.charAt(sum % LETTERS.length)
}

const DIGITS = 7

export const folioOf = (year: string, number: number): string => {
  const digits = String(number).padStart(DIGITS, '0')
  return `D-${year}-${digits}-${check(year, digits)}`
}

/** A folio as it was given out, however it was typed; null where its letter shows that it is none. The first had five digits. */
export function readFolio(text: string): string | null {
  const [, year = '', digits = '', letter = ''] = /^d(\d{4})(\d{5}|\d{7})([a-z])$/.exec(plainWord(text)) ?? []
  const sum = check(year, digits)
  return letter.toUpperCase() === sum ? `D-${year}-${digits}-${sum}` : null
}
