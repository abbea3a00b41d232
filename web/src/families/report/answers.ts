import { paths } from '../places'

/** What a family has answered so far; nothing is sent before the last step. */
export const blankReport = {
  organizationId: '',
  hospital: '',
  medication: '',
  medicine: '',
  dayChoice: '' as '' | 'today' | 'yesterday' | 'other',
  day: '',
  month: '',
  year: '',
  note: '',
  notAPerson: [] as string[],
  name: '' as '' | 'unnamed' | 'named',
  givenName: '',
  phone: '',
}
export type ReportAnswers = typeof blankReport

/** The steps by the last part of their address, in order. */
export const steps = ['hospital', 'medicina', 'dia', 'nombre'] as const
export type Step = (typeof steps)[number]

/** The day that was answered, `YYYY-MM-DD`; null where there is none, or it is no day up to today. */
export function answeredDay({ dayChoice, day, month, year }: ReportAnswers, today: string): string | null {
  if (dayChoice === 'today') return today
  const at = (iso: string) => new Date(`${iso}T12:00:00Z`)
  if (dayChoice === 'yesterday') {
    const before = at(today)
    before.setUTCDate(before.getUTCDate() - 1)
    return before.toISOString().slice(0, 10)
  }
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^20\d{2}$/.test(year)) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = at(iso)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) && iso <= today ? iso : null
}

/** Whether a step has what the next one needs. */
export function isAnswered(step: Step, answers: ReportAnswers, today: string): boolean {
  if (step === 'hospital') return answers.organizationId !== ''
  if (step === 'medicina') return answers.medication !== ''
  if (step === 'dia') return answers.dayChoice !== '' && answeredDay(answers, today) !== null
  return answers.name !== ''
}

export interface StepProps {
  answers: ReportAnswers
  set(change: Partial<ReportAnswers>): void
  /** Address of the step that follows. */
  next: string
  clear(): void
}

export const stepAt = (step: Step | 'listo') => `${paths.report}/${step}`
