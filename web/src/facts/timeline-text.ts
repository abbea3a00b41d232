import type { Timeline } from 'shared/patients'
import { procedureKinds } from 'shared/treatment'
import { gradeWord } from '../adverse-events/grades'
import { saidTerm } from '../adverse-events/said-term'
import { saidDetails } from '../procedures/fields'
import { clockTime } from '../time'
import { adverseEvents } from '../words/adverse-events'
import { bodyMeasurements } from '../words/body-measurements'
import { wordsNow } from '../words/define'
import { procedures } from '../words/procedures'
import { record } from '../words/record'

/** What a measurement, procedure, adverse event or pain says on the timeline, part by part. */
export function factText({ kind, details }: Timeline['items'][number]): string[] {
  if (kind === 'body-measurement') return measured(details)
  if (kind === 'procedure') return performed(details)
  if (kind === 'adverse-event') return suffered(details)
  if (kind === 'pain-assessment') return hurt(details)
  return []
}

type Details = Readonly<Record<string, unknown>>

function measured({ weightKg, heightCm, performanceScale, performanceScore }: Details): string[] {
  const words = wordsNow(bodyMeasurements)
  return [
    ...(typeof weightKg === 'number' ? [`${words.weight} ${weightKg} kg`] : []),
    ...(typeof heightCm === 'number' ? [`${words.height} ${heightCm} cm`] : []),
    ...(performanceScale === 'lansky' || performanceScale === 'karnofsky'
      ? [`${words[performanceScale]} ${performanceScore}`]
      : []),
  ]
}

function performed({ procedure, facts }: Details): string[] {
  const words = wordsNow(procedures)
  const kind = procedureKinds.find((it) => it === procedure)
  if (kind === undefined || typeof facts !== 'object' || facts === null) return []
  return [words[kind], saidDetails(words, kind, facts as Details)]
}

function suffered({ term, grade, outcome, cycle, cycleDay }: Details): string[] {
  const words = wordsNow(adverseEvents)
  const known: Details = words
  return [
    ...(typeof term === 'string' ? [saidTerm(term)] : []),
    ...(typeof grade === 'number' ? [`${words.grade} ${grade} · ${gradeWord(words, grade)}`] : []),
    ...(typeof cycle === 'number' && typeof cycleDay === 'number' ? [words.inCycle(cycle, cycleDay)] : []),
    ...(typeof outcome === 'string' && typeof known[outcome] === 'string' ? [known[outcome]] : []),
  ]
}

function hurt({ scale, score, scoreMax, severity, effectiveDateTime }: Details): string[] {
  const words = wordsNow(record)
  return [
    ...(typeof effectiveDateTime === 'string' ? [clockTime(effectiveDateTime)] : []),
    ...(typeof scale === 'string' ? [words.painScore(scale, Number(score), Number(scoreMax))] : []),
    ...(typeof severity === 'string' ? [words.pain(severity)] : []),
  ]
}
