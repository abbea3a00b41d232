import type { DuplicateCandidate } from 'shared/patients'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { addressOf, paths } from '../paths'
import { ageOn, shownDay, shownNumber, today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { patients as personWords, reasonWords } from '../words/patients'
import { registration } from '../words/registration'
import './DuplicatePanel.css'

/** At most three who may be this person already; each is judged, or the registration stops there. */
export function DuplicatePanel({
  candidates,
  judged,
  asking,
  failed,
  onJudge,
}: {
  candidates: readonly DuplicateCandidate[] | undefined
  judged: readonly string[]
  /** Enough is typed to compare. */
  asking: boolean
  failed: boolean
  onJudge: (id: string, different: boolean) => void
}) {
  const words = useWords(registration)
  if (failed && candidates === undefined) return <p>{words.duplicatesFailed}</p>
  if (!asking && !candidates?.length) return <p>{words.duplicatesWait}</p>
  if (candidates === undefined) return <p>{words.duplicatesWait}</p>
  const named = candidates.flatMap((candidate) =>
    candidate.id === undefined ? [] : [{ ...candidate, id: candidate.id }],
  )
  if (named.length === 0) return <p>{words.duplicatesNone}</p>
  return (
    <div className="g-stack">
      <p>{words.duplicatesFound}</p>
      <ul className="g-stack">
        {named.map((candidate) => (
          <Candidate
            key={candidate.id}
            candidate={candidate}
            different={judged.includes(candidate.id)}
            onJudge={(different) => onJudge(candidate.id, different)}
          />
        ))}
      </ul>
    </div>
  )
}

function Candidate({
  candidate,
  different,
  onJudge,
}: {
  candidate: DuplicateCandidate & { id: string }
  different: boolean
  onJudge: (different: boolean) => void
}) {
  const words = useWords(registration)
  const person = useWords(personWords)
  const shared = useWords(common)
  const known: Readonly<Record<string, readonly [keyof typeof person, boolean]>> = reasonWords
  const said = (speaksFor: boolean) =>
    candidate.reasons
      .flatMap((reason) => (known[reason]?.[1] === speaksFor ? [person[known[reason][0]]] : []))
      .join(', ')
  const age = candidate.birthDate === undefined ? undefined : ageOn(candidate.birthDate, today())
  return (
    <li className={different ? 'g-candidate g-candidate-judged' : 'g-candidate'}>
      <strong translate="no">{candidate.displayName}</strong>
      <span className="g-candidate-facts">
        {candidate.birthDate && shownDay(candidate.birthDate)}
        {age && ` · ${shared.age(age.years, age.months)}`}
        {candidate.recordNumber !== undefined && ` · ${words.savedRecord(shownNumber(candidate.recordNumber))}`}
      </span>
      {!different && (
        <span>
          {said(true) && words.coincides(said(true))} {said(false) && words.differs(said(false))}
        </span>
      )}
      {different ? (
        <div className="g-row">
          <span role="status">{words.judged}</span>
          <Button size="small" kind="quiet" onClick={() => onJudge(false)}>
            {words.undo}
          </Button>
        </div>
      ) : (
        <div className="g-row">
          <ButtonLink size="small" href={addressOf(paths.patient, { patientId: candidate.id })}>
            {words.same}
          </ButtonLink>
          <Button size="small" onClick={() => onJudge(true)}>
            {words.different}
          </Button>
        </div>
      )}
    </li>
  )
}

/** Another hospital holds this very CURP: its name, and the way to have the record transferred. */
export function HeldElsewhere({ hospital }: { hospital: string }) {
  const words = useWords(registration)
  return (
    <Banner tone="warning" title={words.foreignTitle}>
      {words.foreignText(hospital)}
    </Banner>
  )
}
