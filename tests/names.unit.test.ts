import { nameTokens, phonetic } from 'shared/names'
import { expect, test } from 'vitest'

test.each([
  [
    ['María de los Ángeles', 'De la Cruz', 'y Muñoz'],
    ['maria', 'angeles', 'cruz', 'munoz'],
  ],
  [
    ['José', 'Mac Gregor', 'Von Raesfeld'],
    ['jose', 'gregor', 'raesfeld'],
  ],
  [
    ['Ana', 'De la O', null],
    ['ana', 'o'],
  ],
  [
    ['La', 'Y', undefined],
    ['la', 'y'],
  ],
  [
    ['Ma. Elena', 'Hdez.', 'Mtz'],
    ['maria', 'elena', 'hernandez', 'martinez'],
  ],
  [
    ['Luis', 'Delacruz', 'Delgado'],
    ['luis', 'cruz', 'delgado'],
  ],
  [
    ['Ana', "O'Farrill", 'García-López'],
    ['ana', 'ofarrill', 'garcia', 'lopez'],
  ],
  [['', '  ', '---'], []],
])('%j is the tokens %j', (parts, tokens) => expect(nameTokens(...parts)).toEqual(tokens))

test.each([
  ['ximena', 'jimena'],
  ['jimenez', 'ximenez'],
  ['jimenez', 'gimenez'],
  ['xavier', 'javier'],
  ['yessica', 'jessica'],
  ['yazmin', 'jasmin'],
  ['yahir', 'jair'],
  ['hernandez', 'ernandes'],
  ['gonzalez', 'gonsales'],
  ['xochitl', 'sochil'],
  ['guadalupe', 'wadalupe'],
  ['cervantes', 'servantez'],
  ['quetzalli', 'ketzali'],
  ['citlalli', 'sitlaly'],
  ['vazquez', 'basques'],
  ['reyna', 'reina'],
  ['mayra', 'maira'],
  ['ybarra', 'ibarra'],
  ['sophia', 'sofia'],
  ['christian', 'cristian'],
  ['erick', 'eric'],
  ['elizabeth', 'elisabet'],
  ['emmanuel', 'enmanuel'],
  ['stephany', 'estefani'],
  ['enriquez', 'henriques'],
  ['genaro', 'jenaro'],
  ['guillermo', 'guiyermo'],
  ['chihuahua', 'chiwawa'],
  ['brian', 'bryan'],
])('%s sounds like %s', (a, b) => expect(phonetic(a)).toBe(phonetic(b)))

test.each([
  ['ximena', 'xochitl'],
  ['juan', 'ivan'],
  ['cano', 'chano'],
  ['sara', 'sarahi'],
  ['luis', 'lucia'],
  ['mario', 'maria'],
  ['guerra', 'juerra'],
  ['gallo', 'galo'],
  ['flores', 'flor'],
])('%s does not sound like %s', (a, b) => expect(phonetic(a)).not.toBe(phonetic(b)))

test('a token without a sound of its own is its own key', () => {
  expect(phonetic('h')).toBe('h')
  expect(phonetic('李')).toBe('李')
})
