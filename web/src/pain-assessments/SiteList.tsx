import { type KeyboardEvent, useRef, useState } from 'react'
import { type BodySite, bodySites } from 'shared/pain'
import { useWords } from '../words/define'
import { painWords, type SiteGroup, siteWords } from '../words/pain'
import './SiteList.css'

const groups: readonly { group: SiteGroup; holds: RegExp }[] = [
  { group: 'group-head', holds: /^(head|face|mouth|neck)/ },
  { group: 'group-trunk', holds: /^(chest|abdomen|pelvis|back|buttocks)/ },
  { group: 'group-arms', holds: /^(shoulder|arm|forearm|hand)-/ },
  { group: 'group-legs', holds: /^(thigh|knee|leg|foot)-/ },
  { group: 'group-whole', holds: /^whole/ },
]

/**
 * The regions of the map as boxes to check. One stop of the tabulator: arrows move within, space marks, and letters go
 * to the next place that begins with them.
 */
export function SiteList({ sites, onToggle }: { sites: readonly BodySite[]; onToggle: (site: BodySite) => void }) {
  const words = useWords(painWords)
  const names = useWords(siteWords)
  const list = useRef<HTMLFieldSetElement>(null)
  const [stop, setStop] = useState<BodySite>(bodySites[0])
  const inOrder = groups.flatMap(({ holds }) => bodySites.filter((site) => isIn(holds, site)))

  function move(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = inOrder.indexOf(stop)
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
      event.key
    ]
    const to = next === undefined ? beginningWith(event.key, at) : inOrder.at(next % inOrder.length)
    if (to === undefined) return
    event.preventDefault()
    setStop(to)
    list.current?.querySelector<HTMLElement>(`input[value="${to}"]`)?.focus()
  }

  function beginningWith(letter: string, after: number): BodySite | undefined {
    if (!/^\p{L}$/u.test(letter)) return undefined
    const turned = [...inOrder.slice(after + 1), ...inOrder.slice(0, after + 1)]
    return turned.find((site) => names[site].toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()))
  }

  return (
    <fieldset ref={list} className="g-sites" onKeyDown={move}>
      <legend className="g-hidden">{words.siteList}</legend>
      <p className="g-sites-hint">{words.siteListHint}</p>
      {groups.map(({ group, holds }) => (
        <fieldset key={group}>
          <legend>{names[group]}</legend>
          {bodySites
            .filter((site) => isIn(holds, site))
            .map((site) => (
              <label key={site} className="g-choice">
                <input
                  type="checkbox"
                  value={site}
                  tabIndex={site === stop ? 0 : -1}
                  checked={sites.includes(site)}
                  onFocus={() => setStop(site)}
                  onChange={() => onToggle(site)}
                />
                <span>{names[site]}</span>
              </label>
            ))}
        </fieldset>
      ))}
    </fieldset>
  )
}

const isIn = (holds: RegExp, site: BodySite) => holds.test(site)
