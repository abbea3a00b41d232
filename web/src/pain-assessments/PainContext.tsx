import { type ReactNode, useState } from 'react'
import { type BodySite, painActions, painCauses } from 'shared/pain'
import { Button } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { TextField } from '../design/TextField'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { BodyMap } from './BodyMap'
import type { Build } from './body-figure'
import { Chips } from './Chips'
import { saidSites } from './pain-said'
import { SiteList } from './SiteList'
import type { SheetValues } from './sheet-values'

/** Where, why, at rest or moving, what was done and when: nothing of it has to be said. Folded away where nothing hurts. */
export function PainContext({
  build,
  values,
  folded,
  step,
  onToggle,
  onChange,
  children,
}: {
  build: Build
  values: SheetValues
  folded: boolean
  /** What the protocol says, beside the question of what was done. */
  step: ReactNode
  onToggle: (site: BodySite) => void
  onChange: (change: Partial<SheetValues>) => void
  /** The time of it. */
  children: ReactNode
}) {
  const words = useWords(painWords)
  const parts = (
    <div className="g-pain-context">
      <Where build={build} values={values} onToggle={onToggle} onClear={() => onChange({ sites: [] })} />
      <section className="g-pain-card">
        {step}
        <Chips
          label={words.action}
          choices={painActions.map((value) => ({ value, label: words[`action-${value}`] }))}
          value={values.action}
          onChange={(action) => onChange({ action })}
        />
        {values.action === 'analgesic' && <p className="g-pain-soft">{words['actionHint-analgesic']}</p>}
        <Chips
          label={words.restOrMoving}
          choices={[
            { value: 'rest', label: words.atRest },
            { value: 'moving', label: words.moving },
          ]}
          value={values.atRest === null ? null : values.atRest ? 'rest' : 'moving'}
          onChange={(said) => onChange({ atRest: said === null ? null : said === 'rest' })}
        />
        <Chips
          label={words.cause}
          choices={painCauses.map((value) => ({ value, label: words[`cause-${value}`] }))}
          value={values.cause}
          onChange={(cause) => onChange({ cause })}
        />
        <TextField
          id="note"
          label={words.note}
          optional
          maxLength={500}
          value={values.note}
          onChange={({ target }) => onChange({ note: target.value })}
        />
        {children}
      </section>
    </div>
  )
  return folded ? <Disclosure title={words.addMore}>{parts}</Disclosure> : parts
}

function Where({
  build,
  values: { sites },
  onToggle,
  onClear,
}: {
  build: Build
  values: SheetValues
  onToggle: (site: BodySite) => void
  onClear: () => void
}) {
  const words = useWords(painWords)
  const [wide] = useState(() => matchMedia('(min-width: 48rem)').matches)
  return (
    <section className="g-pain-card" aria-labelledby="where">
      <div className="g-pain-head">
        <h2 id="where">{words.whereHurts}</h2>
        {sites.length > 0 && (
          <Button size="small" kind="quiet" onClick={onClear}>
            {words.clearSites}
          </Button>
        )}
      </div>
      <p className="g-pain-soft" role="status">
        {sites.length > 0 ? words.chosenSites(saidSites(sites)) : words.noSites}
      </p>
      <div className="g-pain-where">
        <BodyMap build={build} sites={sites} onToggle={onToggle} />
        {wide ? (
          <SiteList sites={sites} onToggle={onToggle} />
        ) : (
          <Disclosure title={words.siteList}>
            <SiteList sites={sites} onToggle={onToggle} />
          </Disclosure>
        )}
      </div>
    </section>
  )
}
