import { useQuery } from '@tanstack/react-query'
import {
  AnalgesicAdministration,
  type AnalgesicFacts,
  type AnalgesicOrder,
  NewAnalgesicAdministration,
  type OpioidStatus,
  opioidStatuses,
} from 'shared/analgesia'
import { drugCode, knownDrug } from 'shared/analgesic-drugs'
import { type AnalgesicRole, type AnalgesicRoute, type AnalgesicUnit, analgesicEffects } from 'shared/pain'
import type { PainAssessment } from 'shared/pain-assessments'
import { ofTen } from 'shared/pain-plot'
import type { Patient } from 'shared/patients'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { facts as factsOf } from '../facts/api'
import { FactDialog } from '../facts/FactDialog'
import { numberOf } from '../facts/fact-form'
import { refusedAt } from '../form'
import { saidPain } from '../pain-assessments/pain-said'
import { clockTime, inHospitalTime } from '../time'
import { analgesia } from '../words/analgesia'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { Cautions } from './Cautions'
import { DoseRange, LiveFindings } from './DoseRange'
import { DrugFields, type DrugValues, drugOf } from './DrugFields'
import { instantOf, Moment, momentProblems, type TypedMoment } from './moment'
import { recordedStatus } from './opioid-status'
import { useQueuedForm } from './queued-form'
import { ageInDays, lastWeight, saidCode, saidDose } from './said'

const RECENT_MS = 24 * 3_600_000
/** An assessment of the last two hours is the one that a dose answers, unless the person says otherwise. */
const ANSWERED_MS = 2 * 3_600_000

type Values = DrugValues & {
  dose: string
  answers: string
  effect: string
  opioidStatus: string
  at: TypedMoment
  note: string
}

/** A dose that was given: by an order, whose dose stands already, or without one. */
export function DoseDialog({
  patient,
  facts,
  order,
  preset,
  assessments,
  onClose,
  onSaved,
}: {
  patient: Patient
  facts: AnalgesicFacts
  order?: AnalgesicOrder | undefined
  /** Without an order: what to begin with. */
  preset?: Partial<DrugValues>
  assessments: readonly PainAssessment[]
  onClose: () => void
  onSaved: (saved: AnalgesicAdministration | undefined) => void
}) {
  const words = useWords(reliefWords)
  const said = useWords(analgesia)
  const measured = useQuery(factsOf(patient.id, 'body-measurements')).data
  const doses = useQuery(factsOf(patient.id, 'analgesic-administrations')).data ?? []
  const recent = assessments.filter(
    ({ status, effectiveDateTime }) => status === 'final' && Date.now() - Date.parse(effectiveDateTime) < RECENT_MS,
  )
  const relieves = !['bowel-prophylaxis', 'antagonist'].includes(order?.role ?? preset?.role ?? '')
  const form = useQueuedForm<Values>({
    draft: `analgesic-dose/${patient.id}/${order?.id ?? preset?.drug ?? 'free'}`,
    initial: {
      drug: order?.drug ?? '',
      ownWords: '',
      role: order?.role ?? '',
      route: order?.route ?? '',
      unit: order?.unit ?? '',
      prolongedRelease: order?.prolongedRelease ?? false,
      ...preset,
      dose: order === undefined ? '' : String(order.dose),
      answers: (relieves && answeredFirst(recent)?.id) || '',
      effect: '',
      opioidStatus: '',
      at: null,
      note: '',
    },
    schema: NewAnalgesicAdministration,
    bodyOf: (values) => bodyOf(values, order),
    problems: ({ at }) => momentProblems(at, 'givenAt'),
    place: { patientId: patient.id, kind: 'analgesic-administration', part: 'analgesic-administrations' },
    clocked: ({ at }) => at !== null,
    onSaved: (answer) => onSaved(answer === undefined ? undefined : AnalgesicAdministration.parse(answer)),
  })
  const { values, set, refused } = form
  const weightKg = lastWeight(measured)?.weightKg ?? null
  const dose = numberOf(values.dose)
  const unit = order?.unit ?? (values.unit || undefined)
  const subject = {
    drug: drugCode(drugOf(values)) ?? drugOf(values),
    route: values.route as AnalgesicRoute, // of the lists of this form
    prolongedRelease: values.prolongedRelease,
    ageInDays: ageInDays(patient),
    weightKg,
    opioidStatus: (values.opioidStatus as OpioidStatus | '') || recordedStatus(doses),
  }
  const chosen = order === undefined && subject.drug !== '' && values.route !== '' && unit !== undefined
  const labels: Readonly<Record<string, string>> = {
    drug: words.drug,
    role: words.role,
    route: words.route,
    unit: words.unit,
    dose: words.dose,
    givenAt: words.when,
    effect: words.effectAnswered,
    note: words.note,
    answersAssessmentId: words.answers,
    orderId: words.byOrder,
    opioidStatus: words.opioidStatus,
  }
  return (
    <FactDialog
      title={
        order === undefined
          ? values.role === 'antagonist'
            ? words.giveNaloxone
            : words.giveFree
          : words.giveOf(saidDose(order))
      }
      form={form}
      labelOf={(path) => labels[path] ?? path}
      {...((order !== undefined || preset !== undefined) && { focus: 'dose' })}
      onClose={onClose}
    >
      {order !== undefined && <p className="g-relief-soft">{words.fromOrder(orderText(words, said, order))}</p>}
      {order === undefined && (
        <DrugFields
          values={values}
          refused={refused}
          facts={facts}
          freeRole="rescue"
          onChange={(change) => set(change)}
        />
      )}
      <div className="g-span-4">
        <TextField
          id="dose"
          label={unit === undefined ? words.dose : words.doseIn(saidCode(unit))}
          inputMode="decimal"
          width="short"
          error={refusedAt(refused, 'dose')}
          value={values.dose}
          onChange={({ target }) => set({ dose: target.value })}
        />
      </div>
      <div className="g-span-8">
        <SelectField
          id="answersAssessmentId"
          label={words.answers}
          empty={words.answersNone}
          error={refusedAt(refused, 'answersAssessmentId')}
          value={values.answers}
          onChange={({ target }) => set({ answers: target.value }, ['answersAssessmentId'])}
          choices={recent.slice(0, 10).map((one) => ({
            value: one.id,
            label: `${clockTime(one.effectiveDateTime)} · ${saidPain(one)}`,
          }))}
        />
      </div>
      {chosen && (
        <div>
          <DoseRange protocol={facts.protocol} subject={subject} unit={unit as AnalgesicUnit} />
          {typeof dose === 'number' && dose > 0 && (
            <LiveFindings
              protocol={facts.protocol}
              question={{
                ...subject,
                dose,
                unit: unit as AnalgesicUnit,
                role: (values.role || 'rescue') as AnalgesicRole,
                intervalHours: null,
                maxDosesPerDay: null,
              }}
            />
          )}
        </div>
      )}
      <Cautions facts={facts} subject={subject} />
      {order === undefined && values.role === 'antagonist' && (
        <div className="g-span-6">
          <SelectField
            id="effect"
            label={words.effectAnswered}
            empty={false}
            value={values.effect || 'respiratory-depression'}
            onChange={({ target }) => set({ effect: target.value })}
            choices={analgesicEffects.map((value) => ({ value, label: saidCode(value) }))}
          />
        </div>
      )}
      {order === undefined &&
        knownDrug(subject.drug)?.class !== 'non-opioid' &&
        values.role !== 'bowel-prophylaxis' && (
          <div className="g-span-6">
            <SelectField
              id="opioidStatus"
              label={words.opioidStatus}
              empty={words.byRecord}
              value={values.opioidStatus}
              onChange={({ target }) => set({ opioidStatus: target.value })}
              choices={opioidStatuses.map((value) => ({ value, label: saidCode(value) }))}
            />
          </div>
        )}
      <Moment
        id="givenAt"
        value={values.at}
        error={refusedAt(refused, 'givenAt')}
        onChange={(at) => set({ at }, ['givenAt'])}
      />
      <TextField
        id="note"
        label={words.note}
        optional
        maxLength={500}
        error={refusedAt(refused, 'note')}
        value={values.note}
        onChange={({ target }) => set({ note: target.value })}
      />
    </FactDialog>
  )
}

/** When it may be given, and when it was. */
const orderText = (
  words: (typeof reliefWords)['en'],
  said: (typeof analgesia)['en'],
  { role, intervalHours, maxDosesPerDay, lastGivenAt, givenInDay }: AnalgesicOrder,
) =>
  [
    saidCode(role),
    ...(intervalHours === null ? [] : [said.every(intervalHours)]),
    ...(maxDosesPerDay === null ? [] : [words.maxPerDay(maxDosesPerDay)]),
    ...(lastGivenAt === null
      ? [words.neverGiven.toLocaleLowerCase()]
      : [words.lastGiven(inHospitalTime(lastGivenAt)).toLocaleLowerCase(), words.inDay(givenInDay)]),
  ].join(' · ')

/** The last pain of these hours (`recent` latest first), unless it was none: a pain that has yielded asks for no dose. */
function answeredFirst(recent: readonly PainAssessment[]) {
  const last = recent.find(({ severity }) => severity !== null)
  if (last === undefined || ofTen(last) <= 0) return undefined
  return Date.now() - Date.parse(last.effectiveDateTime) < ANSWERED_MS ? last : undefined
}

/** By an order its drug, route and use go along, so that what waits in the queue says what it is. */
function bodyOf(values: Values, order: AnalgesicOrder | undefined) {
  const note = values.note.trim()
  const { route, role, unit, prolongedRelease } = values
  return {
    ...(order !== undefined && { orderId: order.id }),
    drug: drugOf(values) || undefined,
    dose: numberOf(values.dose) ?? undefined,
    unit: unit || undefined,
    route: route || undefined,
    role: role || undefined,
    ...(prolongedRelease && { prolongedRelease }),
    givenAt: instantOf(values.at),
    ...(values.answers !== '' && { answersAssessmentId: values.answers }),
    ...(role === 'antagonist' && { effect: values.effect || 'respiratory-depression' }),
    ...(values.opioidStatus !== '' && { opioidStatus: values.opioidStatus }),
    ...(note !== '' && { note }),
  }
}
