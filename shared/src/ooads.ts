import { fold } from './fold.js'

type OoadName = { code: string; name: string }
type OoadAlias = { alias: string; ooadCode: string }
export type ResolvedOoad = { ooadCode: string; candidates?: never } | { candidates: string[]; ooadCode?: never }

/** What people write before the name: the office, its old name, or the state it serves. */
const office =
  /^(?:ooad|oficina de representacion|organo de operacion administrativa desconcentrada|delegacion|imss)(?: (?:estatal|regional))?(?: (?:en|del?|de la))? /
/** Official names of states carry a surname that no OOAD uses: Michoacán de Ocampo. */
const surname = / de (?:zaragoza|ocampo|ignacio de la llave)(?= |$)/
const half = / (?:norte|sur|oriente|poniente)$/

/**
 * Finds an OOAD by its code, name or alias, with any case, accents or look-alike letters. A text that means two of them
 * ("Veracruz") answers both, in code order: it is asked about, never guessed. Null when it means none.
 */
export function resolveOoad(
  text: string,
  ooads: readonly OoadName[],
  aliases: readonly OoadAlias[],
): ResolvedOoad | null {
  const asked = plain(text)
  if (asked === '') return null
  const called = [
    ...ooads.flatMap(({ code, name }) => [
      { code, as: code },
      { code, as: fold(name) },
      { code, as: `${code} ${fold(name)}` },
    ]),
    ...aliases.map(({ alias, ooadCode }) => ({ code: ooadCode, as: fold(alias) })),
  ]
  const exact = called.filter(({ as }) => as === asked)
  // half of an entity is not the entity: "México" is asked, for it may be Oriente or Poniente
  const meant = exact.length > 0 ? exact : called.filter(({ as }) => as.replace(half, '') === asked)
  const [ooadCode, ...others] = [...new Set(meant.map(({ code }) => code))].sort()
  if (ooadCode === undefined) return null
  return others.length === 0 ? { ooadCode } : { candidates: [ooadCode, ...others] }
}

function plain(text: string) {
  const words = fold(fold(text).replace(/[.,;:()]/g, ' '))
  const name = words.replace(office, '').replace(surname, '')
  return /^\d$/.test(name) ? `0${name}` : name
}
