import { useQuery } from '@tanstack/react-query'
import type { Patient } from 'shared/patients'
import { StatusTag } from '../design/Banner'
import { PersonBanner } from '../design/PageHeader'
import { hospitalsByIds } from '../network/api'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { calledName, shownCurp, shownNss } from './shown'

/** Whose record this is: the chosen name first, never the legal one beside it. */
export function PatientBanner({ patient, level }: { patient: Patient; level: 1 | 2 }) {
  const words = useWords(personWords)
  const hospital = useQuery(hospitalsByIds([patient.managingOrganizationId])).data?.[0]
  return (
    <PersonBanner
      name={calledName(patient)}
      pronoun={patient.pronoun ?? undefined}
      birthDate={patient.birthDate}
      level={level}
      tags={patient.status === 'active' ? undefined : <StatusTag tone="neutral">{words[patient.status]}</StatusTag>}
      facts={[
        { term: words.record, value: shownNumber(patient.recordNumber) },
        ...(patient.curp === null ? [] : [{ term: words.curp, value: <code>{shownCurp(patient.curp)}</code> }]),
        ...(patient.nss === null ? [] : [{ term: words.nss, value: <code>{shownNss(patient.nss)}</code> }]),
        { term: words.hospital, value: hospital?.name ?? '…' },
      ]}
    />
  )
}
