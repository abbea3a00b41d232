import { knownDrug } from 'shared/analgesic-drugs'
import type { Timeline } from 'shared/patients'
import { procedureKinds } from 'shared/treatment'
import { gradeWord } from '../adverse-events/grades'
import { saidTerm } from '../adverse-events/said-term'
import { currentLanguage } from '../preferences'
import { saidDetails } from '../procedures/fields'
import { clockTime } from '../time'
import { adverseEvents } from '../words/adverse-events'
import { analgesia } from '../words/analgesia'
import { bodyMeasurements } from '../words/body-measurements'
import { wordsNow } from '../words/define'
import { earlyWarning } from '../words/early-warning'
import { procedures } from '../words/procedures'
import { record } from '../words/record'

/** What a measurement, procedure, adverse event or pain says on the timeline, part by part. */
export function factText({ kind, details }: Timeline['items'][number]): string[] {
  if (kind === 'body-measurement') return measured(details)
  if (kind === 'procedure') return performed(details)
  if (kind === 'adverse-event') return suffered(details)
  if (kind === 'pain-assessment') return hurt(details)
  if (/^(analgesic|sedation)-/.test(kind)) return relieved(details)
  if (kind === 'early-warning-score') return scored(details)
  if (kind === 'febrile-episode') return febrile(details)
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

function scored({ total, band }: Details): string[] {
  const words = wordsNow(earlyWarning)
  return typeof total === 'number' && (band === 'green' || band === 'yellow' || band === 'red')
    ? [`${words.outOf(total)}, ${words[band]}`]
    : []
}

function febrile({ temperature, antibiotic, minutes }: Details): string[] {
  const words = wordsNow(earlyWarning)
  return [
    ...(typeof temperature === 'number' ? [`${temperature} °C`] : []),
    ...(typeof antibiotic === 'string' && typeof minutes === 'number'
      ? [antibiotic, `${words.doorToAntibiotic}: ${words.minutes(minutes)}`]
      : []),
  ]
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
/** A plan, dose, check or unwanted effect of pain relief: each says only what it has. */
function relieved({
  step,
  drug,
  dose,
  unit,
  route,
  role,
  scale,
  value,
  respiratoryRate,
  oxygenSaturation,
  ...more
}: Details) {
  const words = wordsNow(analgesia)
  const known: Details = words
  const word = (code: unknown): string[] => {
    if (typeof code !== 'string') return []
    const said = known[code]
    return [typeof said === 'string' ? said : code]
  }
  const alerts = Array.isArray(more['alerts']) ? more['alerts'] : []
  const drugs = Array.isArray(more['drugs']) ? more['drugs'] : []
  return [
    ...(typeof step === 'number' ? [words.stepSaid(step)] : []),
    ...[drug, ...drugs].flatMap((code) => (typeof code === 'string' ? [saidDrug(code)] : [])),
    ...(typeof dose === 'number' ? [`${dose} ${word(unit).join('')}`] : []),
    ...word(route),
    ...word(role),
    ...(typeof scale === 'string' ? [`${scale} ${value}`] : []),
    ...(typeof respiratoryRate === 'number' ? [words.breaths(respiratoryRate)] : []),
    ...(typeof oxygenSaturation === 'number' ? [words.oxygen(oxygenSaturation)] : []),
    ...alerts.flatMap(word),
    ...word(more['effect']),
    ...word(more['planStatus']),
  ]
}

const saidDrug = (code: string) => knownDrug(code)?.[currentLanguage()] ?? code
