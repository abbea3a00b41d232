import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type BuiltInMapping, builtInMappings, type ImportPreview } from 'shared/imports'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { Checkbox } from '../design/Choices'
import { ErrorSummary, type FieldError } from '../design/ErrorSummary'
import { ErrorState, Skeleton } from '../design/states'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { importWords, refusal } from '../words/imports'
import { type Chosen, preview, type Settings, savedMappings, startImport } from './api'
import { ColumnTable } from './ColumnTable'
import { Decisions } from './Decisions'
import { FirstRows } from './FirstRows'
import { MappingField } from './MappingField'
import { SaveMapping } from './SaveMapping'
import './Review.css'

/** What the program makes of a file, and what the person makes of it, before every row is checked. */
export function Review({ chosen, onOther }: { chosen: Chosen; onOther: () => void }) {
  const words = useWords(importWords)
  const [settings, setSettings] = useState<Settings>({ mapping: '', columns: {}, options: {} })
  const saved = useQuery(savedMappings)
  const query = useQuery(preview(chosen, settings))
  const { data: found } = query
  const other = (
    <Button icon="upload" onClick={onOther}>
      {words.chooseOther}
    </Button>
  )
  if (found === undefined)
    return (
      <Card title={words.reviewTitle} actions={other}>
        {query.fetchStatus === 'paused' ? (
          <ErrorState error={new OfflineError()} />
        ) : query.error ? (
          <Banner tone="error" title={chosen.file.name}>
            {refusal(query.error)}
          </Banner>
        ) : (
          <>
            <p>{words.reading}</p>
            <Skeleton lines={6} />
          </>
        )}
      </Card>
    )
  const mapping = settings.mapping || (found.mapping ?? '')
  const base =
    builtInMappings.find((it) => it === mapping) ?? saved.data?.items.find(({ id }) => id === mapping)?.base ?? null
  const change = (next: Partial<Settings>) => setSettings({ ...settings, mapping, ...next })
  return (
    <div className="g-stack" aria-busy={query.isPlaceholderData}>
      {query.error && <Banner tone="error">{refusal(query.error)}</Banner>}
      <Card title={words.reviewTitle} actions={other}>
        <div className="g-review-facts">
          <Facts file={chosen.file} found={found} />
          <div className="g-stack">
            <MappingField
              value={mapping}
              onChange={(next) => setSettings({ mapping: next, columns: {}, options: {} })}
            />
            {base && <Decisions base={base} found={found} settings={settings} change={change} />}
          </div>
        </div>
      </Card>
      {base && (
        <Card>
          <ColumnTable base={base} found={found} settings={settings} change={change} />
        </Card>
      )}
      <Card>
        <FirstRows found={found} />
      </Card>
      {base && found.dataset === null && <SaveMapping base={base} found={found} settings={settings} />}
      <Check
        chosen={chosen}
        settings={{ ...settings, mapping }}
        base={base}
        found={found}
        current={!query.isPlaceholderData}
      />
    </div>
  )
}

function Facts({ file, found }: { file: File; found: ImportPreview }) {
  const words = useWords(importWords)
  const separators: Readonly<Record<string, string>> = {
    ',': words.comma,
    ';': words.semicolon,
    '\t': words.tab,
    '|': words.pipe,
  }
  const kilobytes = file.size / 1024
  const { encoding, separator, format } = found
  return (
    <DescriptionList
      items={[
        { term: words.file, value: <span translate="no">{file.name}</span> },
        { term: words.kind, value: words[format] },
        ...(encoding === null ? [] : [{ term: words.encoding, value: shownEncoding(encoding) }]),
        ...(separator === null ? [] : [{ term: words.separator, value: separators[separator] ?? separator }]),
        {
          term: words.size,
          value:
            kilobytes < 1000
              ? words.kilobytes(shownNumber(Math.max(1, Math.round(kilobytes))))
              : words.megabytes(shownNumber(kilobytes / 1024, 1)),
        },
      ]}
    />
  )
}

function Check({
  chosen,
  settings,
  base,
  found,
  current,
}: {
  chosen: Chosen
  settings: Settings
  base: BuiltInMapping | null
  found: ImportPreview
  current: boolean
}) {
  const words = useWords(importWords)
  const [, navigate] = useLocation()
  const [keys] = useState(idempotencyKeys)
  const [dryRun, setDryRun] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [asked, ask] = useState(false)
  const start = useMutation(startImport(keys))
  const errors: FieldError[] = [
    ...(base === null ? [{ id: 'import-mapping', label: words.mapping, error: words.mappingMissing }] : []),
    ...(found.missingHeaders.length > 0
      ? [{ id: 'import-columns', label: words.columns, error: words.missing(found.missingHeaders.join(', ')) }]
      : []),
    ...(found.duplicatedHeaders.length > 0
      ? [{ id: 'import-columns', label: words.columns, error: words.duplicated(found.duplicatedHeaders.join(', ')) }]
      : []),
  ]
  const go = () => {
    setAttempt(attempt + 1)
    if (errors.length > 0) return
    start.mutate(
      { chosen, settings, dryRun },
      { onSuccess: ({ id }) => navigate(addressOf(paths.import, { importId: id })) },
    )
  }
  const latest = useRef(go)
  latest.current = go
  // Pressed while the first rows are read again: the press counts as soon as one knows what they say.
  useEffect(() => {
    if (!asked || !current) return
    ask(false)
    latest.current()
  }, [asked, current])
  return (
    <div className="g-stack">
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      {start.error && <Banner tone="error">{refusal(start.error)}</Banner>}
      {start.isPaused && <Banner tone="warning">{words.waiting}</Banner>}
      <div className="g-row">
        <Button
          kind="primary"
          icon="check"
          busy={start.isPending || asked}
          busyWords={start.isPending ? words.sending : words.reading}
          onClick={() => ask(true)}
        >
          {dryRun ? words.checkDry : words.check}
        </Button>
        <Checkbox
          label={words.dryRun}
          hint={words.dryRunHint}
          checked={dryRun}
          onChange={({ target }) => setDryRun(target.checked)}
        />
      </div>
    </div>
  )
}

/** Hospitals call the Windows letters Latin-1. */
function shownEncoding(encoding: string) {
  const known: Readonly<Record<string, string>> = {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Latin-1 (Windows-1252)',
  }
  return known[encoding] ?? encoding
}
