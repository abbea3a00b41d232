import type { AnalgesicFacts } from 'shared/analgesia'
import { type DoseSubject, factsFor } from 'shared/analgesic-doses'
import { DOUBTFUL, ruleOf, togetherWith } from 'shared/analgesic-facts'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { saidRule } from './said'

/** Rules of opioids that the screen holds to by itself: laxative, unwanted effects, sedation, range, fraction. */
const heldElsewhere: ReadonlySet<string> = new Set(['R-CONST', 'R-AE', 'R-SED', 'R-NOCEIL', 'R-CTRL'])

interface Caution {
  id: string
  text: string
  with: readonly string[]
  population: string | null
  source: string
  confidence: string
}

/** What the rules and facts say of a drug besides its dose, in the Spanish of the data: to be read, it stops nothing. */
export function Cautions({ facts, subject }: { facts: AnalgesicFacts; subject: DoseSubject }) {
  const words = useWords(reliefWords)
  const cautions = cautionsOf(facts, subject)
  if (cautions.length === 0) return null
  return (
    <div className="g-relief-cautions">
      <p>{words.cautions}</p>
      <ul className="g-relief-ranges">
        {cautions.map((caution) => (
          <li key={caution.id}>
            <span lang="es">{ended(saidRule(caution.text))}</span>{' '}
            {caution.with.length > 0 && `${words.cautionWith(caution.with.join(', '))} `}
            <span className="g-relief-source">
              {caution.population !== null && `${words.cautionFor(caution.population)} `}
              {words.source(caution.source)}
              {!['verificado', 'alta'].includes(caution.confidence) && ` (${words.unverified})`}.
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const ended = (text: string) => (text.endsWith('.') ? text : `${text}.`)

/** Notes are those of the facts for this person and route; where there is none, every note on the drug. */
function cautionsOf({ protocol, drugs }: AnalgesicFacts, subject: DoseSubject): Caution[] {
  const drug = drugs.find(({ code }) => code === subject.drug)
  if (drug === undefined) return []
  const { facts: chosen } = factsFor(protocol, subject)
  const ofDrug = protocol.facts.filter((fact) => fact.drug === drug.code && fact.confidence !== DOUBTFUL)
  const rules = drug.cautions.filter(({ id }) => !heldElsewhere.has(id))
  return [
    ...rules.map((rule) => ({ ...rule, with: togetherWith(ruleOf(protocol, rule.id)), population: null })),
    ...(chosen.length > 0 ? chosen : ofDrug).flatMap(({ id, note: text, population, source, confidence }) =>
      text === null ? [] : [{ id, text, with: [], population, source, confidence }],
    ),
  ]
}
