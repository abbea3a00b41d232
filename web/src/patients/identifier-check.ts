import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { parseCalendarDay } from 'shared/calendar-day'
import type { IdentifierCheckAnswer, IdentifierFinding } from 'shared/identifiers'
import { useDebounced } from '../debounced'
import type { FieldProblem } from '../problem'
import { today } from '../time'
import { type IdentifierFacts, identifierCheck } from './api'
import { type PersonValues, type PrefilledField, prefilledFields } from './person-values'
import { shownCurp, shownNss } from './shown'

export type Identifier = 'curp' | 'nss' | 'agregado'

const whole = { curp: 18, nss: 11, agregado: 8 } as const
const pause = 250 // ms

export type IdentifierCheck = {
  /** Asked of a whole identifier, or of what was left half written. */
  findings: readonly IdentifierFinding[]
  completedNss: string | undefined
  /** What the CURP says against a fact that somebody typed. */
  contradicted: Partial<Record<PrefilledField, string>>
  refused: readonly FieldProblem[]
  /** Call when a box loses the focus: groups the characters, and from then on its mistakes are told. */
  left: (field: Identifier) => void
}

/** Asks the server while one types, and fills in what the CURP says where nobody has said otherwise. */
export function useIdentifierCheck(
  values: PersonValues,
  set: (change: Partial<PersonValues>) => void,
): IdentifierCheck {
  const [leftFields, setLeft] = useState<readonly Identifier[]>([])
  const settled = (field: Identifier) => leftFields.includes(field) || plain(values[field]).length >= whole[field]
  const identifiers = (['curp', 'nss', 'agregado'] as const).filter(
    (field) => values[field].trim() !== '' && settled(field),
  )
  const facts = useDebounced(
    factsOf(values, (field) => identifiers.includes(field)),
    pause,
  )
  const asks = identifiers.length > 0
  const { data } = useQuery({ ...identifierCheck(facts), enabled: asks && Object.keys(facts).length > 0 })
  const answer = asks ? data : undefined
  // A CURP that is whole is read at once: whoever types on without a pause must find the next boxes filled in.
  const curp = plain(values.curp)
  const said = useQuery({ ...identifierCheck({ curp }), enabled: curp.length === whole.curp })
  const fresh = curp.length === whole.curp && !said.isPlaceholderData ? said.data : undefined
  useEffect(() => {
    const filled = fresh ? fillable(values, fresh) : {}
    if (Object.keys(filled).length > 0) set(filled)
  })
  const findings = answer?.findings ?? []
  return {
    findings,
    completedNss: answer?.completed.nss,
    contradicted: answer ? contradictions(values, answer) : {},
    refused: findings.flatMap(({ field, code, severity }) =>
      severity === 'error' ? [{ pointer: `#/${field}`, code }] : [],
    ),
    left: (field) => {
      if (!leftFields.includes(field)) setLeft([...leftFields, field])
      const grouped = field === 'curp' ? shownCurp(values.curp) : field === 'nss' ? shownNss(values.nss) : values[field]
      if (grouped !== values[field] && values[field].trim() !== '') set({ [field]: grouped })
    },
  }
}

const plain = (text: string) => text.replace(/[\s-]/g, '')

/** Only whole facts: half a date or an empty name would be refused or compared. */
export function factsOf(values: PersonValues, settled: (field: Identifier) => boolean): IdentifierFacts {
  const birthDate = parseCalendarDay(values.birthDate, { today: today() }).day
  const facts = {
    curp: settled('curp') ? values.curp : '',
    nss: settled('nss') ? values.nss : '',
    agregado: settled('agregado') ? values.agregado : '',
    birthDate: birthDate ?? '',
    sex: values.sex,
    birthState: values.birthState,
    givenName: values.givenName.trim(),
    firstSurname: values.firstSurname.trim(),
    secondSurname: values.secondSurname.trim(),
  }
  return Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== ''))
}

function fillable(values: PersonValues, { prefill }: IdentifierCheckAnswer): Partial<PersonValues> {
  return Object.fromEntries(
    prefilledFields.flatMap((field) => {
      const said = prefill[field]
      return said !== undefined && said !== values[field] && !values.own.includes(field) ? [[field, said] as const] : []
    }),
  )
}

function contradictions(values: PersonValues, { prefill }: IdentifierCheckAnswer) {
  return Object.fromEntries(
    prefilledFields.flatMap((field) => {
      const said = prefill[field]
      const typed = values[field]
      const open = typed === '' || typed === 'unknown' || said === undefined
      return open || typed === said ? [] : [[field, said] as const]
    }),
  )
}
