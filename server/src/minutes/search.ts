import { fold } from 'shared/fold'
import { plainText } from 'shared/minutes-plain'
import { agreementStatusWords, postKindWords } from 'shared/minutes-words'
import type { PublishedMinutes } from 'shared/published-minutes'
import type { GroupPlace } from 'shared/working-group'
import { medications } from '../medications/catalogue.js'

const placeWords = ({ hospital, ooadName }: GroupPlace) => [hospital, ooadName]

/**
 * Folded words by which published minutes are found: text, topic, units and OOADs, agreements, and each medication that is
 * named, by its name in either language. No person's name is in it.
 */
export function searchOf(document: PublishedMinutes): string {
  const { number, topic, folio, institute, agreements, nextPresenters } = document
  const words = fold(
    [
      ...[String(number), folio, topic, plainText(document.blocks, document.figures)],
      ...institute.flatMap(({ post, postKind, place }) => [post, postKindWords[postKind], ...placeWords(place)]),
      ...agreements.flatMap(({ code, text, responsible, place, status }) => [
        ...[code, text, responsible, agreementStatusWords[status]],
        ...placeWords(place),
      ]),
      ...nextPresenters.flatMap(placeWords),
    ]
      .filter(Boolean)
      .join(' '),
  )
  const named = [...medications.values()].flatMap(({ code, label }) => {
    const names = [label.es, label.en, code].map(fold)
    return names.some((name) => words.includes(name)) ? names : []
  })
  return [words, ...new Set(named)].join(' ')
}
