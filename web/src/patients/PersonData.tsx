import type { Patient } from 'shared/patients'
import { Card, DescriptionList } from '../design/Card'
import { inHospitalTime, shownDay } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { record as recordWords } from '../words/record'
import { Guardians } from './Guardians'
import { legalName, shownCurp, shownNss, shownState } from './shown'

/** All that is known of the person. Here, and only here, the legal name beside a chosen one. */
export function PersonData({ patient }: { patient: Patient }) {
  const words = useWords(recordWords)
  const person = useWords(personWords)
  const { none } = useWords(common)
  const reason = patient.missingIdentifierReason
  return (
    <div className="g-summary-columns">
      <Card title={words.identity}>
        <DescriptionList
          items={[
            { term: words.legalName, value: <span translate="no">{legalName(patient)}</span> },
            ...(patient.chosenName === null
              ? []
              : [{ term: person.chosenName, value: <span translate="no">{patient.chosenName}</span> }]),
            ...(patient.pronoun === null ? [] : [{ term: person.pronoun, value: patient.pronoun }]),
            { term: person.birthDate, value: shownDay(patient.birthDate) },
            { term: person.sex, value: person[patient.sex] },
            {
              term: person.birthState,
              value: patient.birthState === null ? none : shownState(patient.birthState, person.bornAbroad),
            },
            {
              term: person.curp,
              value:
                patient.curp === null ? (
                  `${none}${reason ? ` (${person[reason]})` : ''}`
                ) : (
                  <code>{shownCurp(patient.curp)}</code>
                ),
            },
            { term: person.nssLong, value: patient.nss === null ? none : <code>{shownNss(patient.nss)}</code> },
            { term: person.agregado, value: patient.agregado === null ? none : <code>{patient.agregado}</code> },
            { term: person.coverage, value: person[patient.coverage] },
          ]}
        />
      </Card>
      <div className="g-stack">
        <Card title={words.registration}>
          <DescriptionList
            items={[
              { term: person.registeredOn, value: shownDay(patient.registeredOn) },
              { term: words.recordedAt, value: inHospitalTime(patient.recordedAt) },
              { term: words.ageAtRegistration, value: words.years(patient.ageAtRegistration) },
              { term: person.ageGroup, value: person[patient.ageGroup] },
            ]}
          />
        </Card>
        <Card title={person.guardians}>
          {patient.guardians.length === 0 ? <p>{none}</p> : <Guardians guardians={patient.guardians} />}
        </Card>
      </div>
    </div>
  )
}
