import type { UseQueryResult } from '@tanstack/react-query'
import type { Condition } from 'shared/conditions'
import type { Patient, Timeline } from 'shared/patients'
import { Link } from 'wouter'
import { ConditionFacts } from '../conditions/ConditionList'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { Icon } from '../design/Icon'
import { EmptyState } from '../design/states'
import { addressOf, paths } from '../paths'
import { ageOn, today } from '../time'
import { common } from '../words/common'
import { conditions as conditionWords } from '../words/conditions'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { record as recordWords } from '../words/record'
import { Guardians } from './Guardians'
import { HistoryEntries } from './RecordTimeline'

const recent = 4

/** The first view: what they have, what is missing, what happened last. */
export function Summary({
  patient,
  conditions,
  history,
}: {
  patient: Patient
  conditions: UseQueryResult<Condition[]>
  history: UseQueryResult<Timeline>
}) {
  const words = useWords(recordWords)
  const diagnosis = useWords(conditionWords)
  const person = useWords(personWords)
  const { none } = useWords(common)
  return (
    <div className="g-summary-columns">
      <div className="g-stack">
        <Card title={words.mainDiagnosis}>
          <Answer query={conditions} lines={4}>
            {(all) => {
              const main = all.filter(({ status }) => status === 'active').at(-1) // the earliest that stands
              return main ? (
                <ConditionFacts condition={main} />
              ) : (
                <EmptyState icon="report" title={diagnosis.nothing} text={diagnosis.nothingText} />
              )
            }}
          </Answer>
        </Card>
        <Card title={words.latest}>
          <Answer query={history} lines={4}>
            {({ items }) => <HistoryEntries items={items.slice(0, recent)} />}
          </Answer>
        </Card>
      </div>
      <div className="g-stack">
        {patient.status === 'active' && (
          <Card title={words.pending}>
            <Answer query={conditions} lines={3}>
              {(all) => <Pending patient={patient} conditions={all} />}
            </Answer>
          </Card>
        )}
        <Card title={person.guardians}>
          {patient.guardians.length === 0 ? <p>{none}</p> : <Guardians guardians={patient.guardians} />}
        </Card>
      </div>
    </div>
  )
}

/** Each opens the page where it is mended. */
function Pending({ patient, conditions }: { patient: Patient; conditions: readonly Condition[] }) {
  const words = useWords(recordWords)
  const person = useWords(personWords)
  const to = { patientId: patient.id }
  const edit = addressOf(paths.editPatient, to)
  const standing = conditions.filter(({ status }) => status === 'active')
  const reason = patient.missingIdentifierReason
  const lacking = [
    ...(patient.curp === null
      ? [{ text: reason ? words.noCurpReason(person[reason]) : words.noCurp, href: `${edit}#curp` }]
      : []),
    ...(patient.nss === null && patient.coverage === 'imss' ? [{ text: words.noNss, href: `${edit}#nss` }] : []),
    ...(patient.guardians.length === 0 && ageOn(patient.birthDate, today()).years < 18
      ? [{ text: words.noGuardian, href: `${edit}#guardians` }]
      : []),
    ...(standing.length === 0 ? [{ text: words.noDiagnosis, href: addressOf(paths.newCondition, to) }] : []),
  ]
  if (lacking.length === 0)
    return (
      <p className="g-pending-none">
        <Icon name="success" /> {words.nothingPending}
      </p>
    )
  return (
    <ul className="g-pending">
      {lacking.map(({ text, href }) => (
        <li key={text}>
          <Icon name="warning" />
          <span>{text}</span>
          <Link href={href}>
            {words.complete} <span className="g-hidden">: {text}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
