import { Redirect } from 'wouter'
import { ButtonLink } from '../../design/Button'
import { today } from '../../time'
import { useWords } from '../../words/define'
import { familyReportWords } from '../../words/families-report'
import { useDraft } from '../draft'
import { Page } from '../Page'
import { paths } from '../places'
import { blankReport, isAnswered, type Step, stepAt, steps } from './answers'
import { DayStep } from './DayStep'
import { Done, heldReceipt } from './Done'
import { HospitalStep } from './HospitalStep'
import { MedicineStep } from './MedicineStep'
import { NameStep } from './NameStep'

/** One question a page; the answers stand while one goes back and forth, and nobody reaches a step with one missing. */
export function ReportPage({ params: { step } }: { params: Readonly<Record<string, string | undefined>> }) {
  const words = useWords(familyReportWords)
  const draft = useDraft('families/report', blankReport)
  if (!draft.ready) return null
  if (step === undefined) return <Start begun={draft.values.organizationId !== ''} />
  if (step === 'listo') return <Done />
  const at = steps.indexOf(step as Step)
  const asked = steps[at]
  if (asked === undefined) return <Redirect to={paths.report} replace />
  const missing = steps.slice(0, at).find((before) => !isAnswered(before, draft.values, today()))
  if (missing !== undefined) return <Redirect to={stepAt(missing)} replace />
  const before = steps[at - 1]
  const Asked = { hospital: HospitalStep, medicina: MedicineStep, dia: DayStep, nombre: NameStep }[asked]
  const titles = {
    hospital: words.hospitalTitle,
    medicina: words.medicineTitle,
    dia: words.dayTitle,
    nombre: words.nameTitle,
  }
  return (
    <Page
      key={asked}
      title={titles[asked]}
      lead={words.step(at + 1)}
      back={
        before === undefined
          ? { href: paths.report, words: words.toStart }
          : { href: stepAt(before), words: words.back }
      }
    >
      <Asked answers={draft.values} set={draft.set} clear={draft.clear} next={stepAt(steps[at + 1] ?? 'listo')} />
    </Page>
  )
}

function Start({ begun }: { begun: boolean }) {
  const words = useWords(familyReportWords)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      spoken={[words.title, words.lead, words.how1, words.how2, words.how3].join(' ')}
    >
      <ul className="f-bullets">
        <li>{words.how1}</li>
        <li>{words.how2}</li>
        <li>{words.how3}</li>
      </ul>
      <ButtonLink kind="primary" href={stepAt('hospital')}>
        {begun ? words.goOn : words.start}
      </ButtonLink>
      {heldReceipt() !== undefined && <ButtonLink href={stepAt('listo')}>{words.folio}</ButtonLink>}
      <ButtonLink href={paths.follow}>{words.toFollow}</ButtonLink>
    </Page>
  )
}
