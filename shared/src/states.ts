/** INEGI's code and name, and RENAPO's code in the CURP, which the CLUES uses too. */
export const states = [
  { curpCode: 'AS', inegiCode: '01', name: 'Aguascalientes' },
  { curpCode: 'BC', inegiCode: '02', name: 'Baja California' },
  { curpCode: 'BS', inegiCode: '03', name: 'Baja California Sur' },
  { curpCode: 'CC', inegiCode: '04', name: 'Campeche' },
  { curpCode: 'CL', inegiCode: '05', name: 'Coahuila de Zaragoza' },
  { curpCode: 'CM', inegiCode: '06', name: 'Colima' },
  { curpCode: 'CS', inegiCode: '07', name: 'Chiapas' },
  { curpCode: 'CH', inegiCode: '08', name: 'Chihuahua' },
  { curpCode: 'DF', inegiCode: '09', name: 'Ciudad de México' },
  { curpCode: 'DG', inegiCode: '10', name: 'Durango' },
  { curpCode: 'GT', inegiCode: '11', name: 'Guanajuato' },
  { curpCode: 'GR', inegiCode: '12', name: 'Guerrero' },
  { curpCode: 'HG', inegiCode: '13', name: 'Hidalgo' },
  { curpCode: 'JC', inegiCode: '14', name: 'Jalisco' },
  { curpCode: 'MC', inegiCode: '15', name: 'México' },
  { curpCode: 'MN', inegiCode: '16', name: 'Michoacán de Ocampo' },
  { curpCode: 'MS', inegiCode: '17', name: 'Morelos' },
  { curpCode: 'NT', inegiCode: '18', name: 'Nayarit' },
  { curpCode: 'NL', inegiCode: '19', name: 'Nuevo León' },
  { curpCode: 'OC', inegiCode: '20', name: 'Oaxaca' },
  { curpCode: 'PL', inegiCode: '21', name: 'Puebla' },
  { curpCode: 'QT', inegiCode: '22', name: 'Querétaro' },
  { curpCode: 'QR', inegiCode: '23', name: 'Quintana Roo' },
  { curpCode: 'SP', inegiCode: '24', name: 'San Luis Potosí' },
  { curpCode: 'SL', inegiCode: '25', name: 'Sinaloa' },
  { curpCode: 'SR', inegiCode: '26', name: 'Sonora' },
  { curpCode: 'TC', inegiCode: '27', name: 'Tabasco' },
  { curpCode: 'TS', inegiCode: '28', name: 'Tamaulipas' },
  { curpCode: 'TL', inegiCode: '29', name: 'Tlaxcala' },
  { curpCode: 'VZ', inegiCode: '30', name: 'Veracruz de Ignacio de la Llave' },
  { curpCode: 'YN', inegiCode: '31', name: 'Yucatán' },
  { curpCode: 'ZS', inegiCode: '32', name: 'Zacatecas' },
] as const

/** RENAPO's code for a person born outside Mexico. */
export const BORN_ABROAD = 'NE'

export type BirthState = (typeof states)[number]['curpCode'] | typeof BORN_ABROAD
export const birthStates: readonly BirthState[] = [...states.map(({ curpCode }) => curpCode), BORN_ABROAD]

const known = new Set<string>(birthStates)

export function isBirthState(code: string): code is BirthState {
  return known.has(code)
}
