import { useInfiniteQuery } from '@tanstack/react-query'
import type { Evidence } from 'shared/agreements'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { medicationName, useMedications } from '../medications/api'
import { reports } from '../reports/api'
import { shortages } from '../shortages/api'
import { inHospitalTime, longDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'

const kinds = ['url', 'report', 'shortage'] as const
export type EvidenceKind = (typeof kinds)[number]

/** As the server takes it; undefined where no kind was chosen. */
export function evidenceIn(kind: EvidenceKind | '', value: string): Evidence | undefined {
  if (kind === '') return undefined
  return { url: { url: value.trim() }, report: { reportId: value }, shortage: { shortageId: value } }[kind]
}

/** What shows that it was done: a page, a frozen report, or a shortage case that is closed or waits. */
export function EvidenceFields({
  kind,
  value,
  error,
  onChange,
}: {
  kind: EvidenceKind | ''
  value: string
  error: string | undefined
  onChange: (kind: EvidenceKind | '', value: string) => void
}) {
  const words = useWords(agreementWords)
  const labels = {
    url: words.evidenceKindUrl,
    report: words.evidenceKindReport,
    shortage: words.evidenceKindShortage,
  }
  return (
    <div className="g-agreement-filters">
      <SelectField
        label={words.evidenceKind}
        optional
        empty={words.noEvidence}
        value={kind}
        onChange={({ target }) => onChange(kinds.find((it) => it === target.value) ?? '', '')}
        choices={kinds.map((it) => ({ value: it, label: labels[it] }))}
      />
      {kind === 'url' && (
        <TextField
          id="progress-evidence"
          label={words.url}
          hint={words.urlHint}
          type="url"
          inputMode="url"
          maxLength={500}
          spellCheck={false}
          error={error}
          value={value}
          onChange={({ target }) => onChange(kind, target.value)}
        />
      )}
      {kind === 'report' && <ReportField value={value} error={error} onChange={(it) => onChange(kind, it)} />}
      {kind === 'shortage' && <ShortageField value={value} error={error} onChange={(it) => onChange(kind, it)} />}
    </div>
  )
}

type Chosen = { value: string; error: string | undefined; onChange: (value: string) => void }

function ReportField({ value, error, onChange }: Chosen) {
  const words = useWords(agreementWords)
  const found = useInfiniteQuery(reports).data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <SelectField
      id="progress-evidence"
      label={words.report}
      error={error && 'not-chosen'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      choices={found.map(({ id, on, frozenAt }) => ({
        value: id,
        label: `${longDay(on)} (${inHospitalTime(frozenAt)})`,
      }))}
    />
  )
}

function ShortageField({ value, error, onChange }: Chosen) {
  const words = useWords(agreementWords)
  const known = useMedications()
  const query = useInfiniteQuery(shortages({ on: '', ooad: '', medication: '', organizationId: '', status: 'all' }))
  const found = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <SelectField
      id="progress-evidence"
      label={words.shortage}
      error={error && 'not-chosen'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      choices={found.map(({ id, medication, hospital }) => ({
        value: id,
        label: `${medicationName(known, medication)}, ${hospital}`,
      }))}
    />
  )
}
