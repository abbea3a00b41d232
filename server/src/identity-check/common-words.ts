import { fold } from 'shared/fold'

const set = (text: string): ReadonlySet<string> => new Set(fold(text).split(' '))

/** Names that are words of every day, of the calendar or of the map: alone or among themselves they ask and do not refuse. */
export const commonWords = set(`
  abril agosto julio mayo domingo sabado
  alba amor angel angeles aurora blanca blanco bravo bueno caballero campo campos canal canales carmen casa casas
  castillo cerro ciudad clara concepcion consuelo cordero corona corral cruz cuesta delgado dolores duran dulce
  encarnacion esperanza estrella fe flor flores franco fuente fuentes gallegos gloria gracia granados guardado guerra
  guerrero herrera hidalgo iglesias jardines jesus jurado leal leon limon llamas lomas luna luz madera madrid mar mares
  martirio mercado mercedes merino mesa milagros montes mora moral moreno nieto nieves niño olivares olivo olmos
  palacio palacios palma palomo parra paz pilar plaza pozo prado preciado prieto puente ramos real refugio regalado
  remedios rey reyes rico rincon rio rios rivera robles rojo romero rosa rosales rosario rosas rubio salud salinas
  salvador san santa santacruz santos segura sierra sol soledad soto toro torre torres valle valles vega vela verdugo
  victoria villa villanueva virgen vale
  acapulco aguascalientes almoloya aragon burgos campeche cardenas celaya chalco chihuahua coahuila colima cordoba
  cuauhtemoc durango ecatepec garcia guadalajara guadalupe guanajuato jalisco juarez lerma linares madero merida mexico
  miranda monterrey montemorelos morelia morelos navarra nayarit oaxaca obregon ocampo ocotlan orizaba pachuca puebla
  queretaro salamanca saltillo santiago segovia sevilla sinaloa sonora tabasco tampico tlaxcala toledo toluca torreon
  tuxtla valencia veracruz yucatan zacatecas zamora zapata zaragoza`)

/** People of history whose names streets, boroughs and hospitals bear. */
export const historicNames: readonly string[] = [
  'Agustín de Iturbide',
  'Álvaro Obregón',
  'Belisario Domínguez',
  'Benito Juárez',
  'Carlos Mac Gregor',
  'Emiliano Zapata',
  'Felipe Ángeles',
  'Francisco Villa',
  'Francisco I. Madero',
  'Guadalupe Victoria',
  'Gustavo A. Madero',
  'Ignacio Allende',
  'Ignacio Zaragoza',
  'José María Morelos',
  'Josefa Ortiz',
  'Lázaro Cárdenas',
  'Leona Vicario',
  'Manuel Ávila Camacho',
  'Mariano Escobedo',
  'Melchor Ocampo',
  'Miguel Alemán',
  'Miguel Hidalgo',
  'Nicolás Bravo',
  'Valentín Gómez Farías',
  'Venustiano Carranza',
  'Vicente Guerrero',
]

/** Surnames that are given names too: between commas they stand in a list of first names. */
export const alsoGivenNames = set(`
  abel adan agustin alejandro alonso andres angel antonio benito bernabe bernal cesar clemente concepcion cristobal daniel
  david diego elias esteban fabian felipe fidel german gil gregorio guadalupe ignacio isidro jacobo jaime jeronimo
  joaquin jorge jose juan julian justo lazaro leon lorenzo lucas lucio luis manuel marcelino marcos mariano martin mateo
  matias mauricio miguel miranda nicolas pablo pascual patricio pedro ramon rosario salvador santiago sebastian
  simon tomas trinidad valentin vicente victor victoria`)

/** Words that join or point and never name: no name goes across them. */
export const joiningWords = set(`
  a al ante asi cada como con contra cual cuando cuya cuyo desde donde durante en entre era es esa ese eso esta este esto
  fue fueron ha han hasta hay le les lo mas me mi muy ni no nos o para pero por porque que quien se sea segun ser si sin
  sobre son su sus tambien te tiene toda todo tras un una uno unos ya`)
