import { useQuery } from '@tanstack/react-query'
import { protocolAt } from 'shared/analgesic-facts'
import { answeredSeverities, type PainSeverity } from 'shared/pain'
import { Banner } from '../design/Banner'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { protocolSteps } from './api'
import { inWords } from './pain-said'

/** Of the catalogue: when to call the pain clinic. */
const callRule = 'R-UNCONTROLLED'

/**
 * What the protocol says next beside a pain that asks for an answer, with its source: text, never in the way. Its rules
 * are in Spanish, as in their sources. It prescribes nothing.
 */
export function NextStep({ severity, years }: { severity: PainSeverity; years: number }) {
  const words = useWords(painWords)
  const { data } = useQuery(protocolSteps)
  if (data === undefined || !answeredSeverities.includes(severity)) return null
  const ladder = data.steps.filter(({ protocol }) => protocol === protocolAt(years))
  const step = ladder.find(({ severities }) => severities.includes(severity))
  if (step === undefined) return null
  const call = severity === 'severe' ? data.protocol.rules.find(({ id }) => id === callRule) : undefined
  const drugs = step.drugs.map((code) => {
    const known = data.drugs.find((drug) => drug.code === code)
    return known ? inWords(known) : code
  })
  const [source] = step.sources
  return (
    <Banner tone="info" title={words.nextStep(step.step, ladder.length, drugs.join(', '))}>
      <div className="g-pain-step">
        <p lang="es">{shown(step.text)}</p>
        {call && <p lang="es">{shown(call.text)}</p>}
        <p className="g-pain-soft">
          {words.notPrescriber} {source && `${words.source}: ${source.source} (${source.confidence}).`}
        </p>
      </div>
    </Banner>
  )
}

const shown = (text: string) => text.replaceAll('->', '→')
