import { openCatalogueFile } from '../terminology/catalogue-files.js'
import { type Chance, type Draw, drawFrom } from './chance.js'

export interface NameBook {
  surname(chance: Chance, birthState: string): string
  givenName(chance: Chance, sex: 'female' | 'male', birthYear: number): string
}

/** Where surnames of a people are at home, they are borne more often by this factor. */
const AT_HOME = 25
const peoples = [
  {
    states: 'YN QR CC'.split(' '),
    surnames: 'Chan Pech Canul May Canché Dzul Poot Ek Chi Uc Cauich Tun Canto Euán Balam Chuc Couoh Ku Moo Xool Ek’',
  },
  {
    states: 'PL TL HG VZ'.split(' '),
    surnames: 'Xicohténcatl Tecuapetla Cuautle Tlatelpa Coyotl Ixtlilxóchitl Nahuat',
  },
  { states: ['MN'], surnames: 'Tzintzun' },
]

/** Names that only children bear: the favourites of the last years, which their grandparents were not called. */
const NEW = new Set(
  'Sofía Valentina Ximena Regina Camila Renata Valeria María-Fernanda Santiago Mateo Sebastián Leonardo Matías Emiliano Alexander'
    .split(' ')
    .map((name) => name.replace('-', ' ')),
)
/** Names that most of those born before 1990 bear. */
const OLD = new Set([
  ...'María Guadalupe,María del Carmen,Juana,Margarita,Francisca,Rosa María,Guadalupe,Verónica,Leticia,Patricia'.split(
    ',',
  ),
  ...'María Elena,María Teresa,Alicia,Josefina,Marta,Teresa,Silvia,Yolanda,Gabriela,Araceli,Rosa,María Luisa'.split(
    ',',
  ),
  ...'José Luis,Juan,José,Francisco,Juan Carlos,Antonio,Jesús,Pedro,Roberto,Alejandro,Miguel Ángel,Jorge'.split(','),
  ...'Manuel,Javier,Ricardo,Francisco Javier,Fernando,Raúl,Arturo,Sergio,Gerardo,Martín,Rafael,José Antonio'.split(','),
])

/** The names of the demonstration, from server/catalogue/demo-surnames.csv and demo-given-names.csv. */
export function openNameBook(): NameBook {
  const surnames = openCatalogueFile('demo-surnames.csv').rows()
  const surnameIn = (state: string) => {
    const own = new Set(
      peoples.filter(({ states }) => states.includes(state)).flatMap((one) => one.surnames.split(' ')),
    )
    return drawFrom(
      surnames.map(({ surname = '', weight }) => [surname, Number(weight) * (own.has(surname) ? AT_HOME : 1)] as const),
    )
  }
  const byState = new Map<string, Draw<string>>()

  const given = openCatalogueFile('demo-given-names.csv').rows()
  const givenDraws = (sex: string) => {
    const own = given.filter((row) => row['sex'] === sex)
    const draw = (weigh: (name: string, weight: number) => number) =>
      drawFrom(own.map(({ given_name: name = '', weight }) => [name, weigh(name, Number(weight))] as const))
    return {
      old: draw((name) => (OLD.has(name) ? 50 : NEW.has(name) ? 0.1 : 6)),
      recent: draw((_name, weight) => weight),
      second: draw((name, weight) => (/[ .]/.test(name) ? 0 : weight)),
    }
  }
  const givenNames = { female: givenDraws('female'), male: givenDraws('male') }

  return {
    surname(chance, birthState) {
      const draw = byState.get(birthState) ?? surnameIn(birthState)
      byState.set(birthState, draw)
      return draw(chance)
    },
    givenName(chance, sex, birthYear) {
      const { old, recent, second } = givenNames[sex]
      const first = (birthYear < 1990 ? old : recent)(chance)
      const another = second(chance)
      const compound = chance.happens(birthYear < 1990 ? 0.22 : 0.38)
      return compound && !first.includes(' ') && another !== first ? `${first} ${another}` : first
    },
  }
}
