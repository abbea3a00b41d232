import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Protocol, protocolLibraries } from 'shared/protocol-library'
import { phaseKinds, protocolVersionStatuses } from 'shared/protocols'
import { Link, useSearchParams } from 'wouter'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { ErrorState, Skeleton } from '../design/states'
import { TextField } from '../design/TextField'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { holds, useSession } from '../session'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { protocolWords } from '../words/protocols'
import { type ProtocolFilter, protocols } from './api'
import { ExampleMark } from './ExampleMark'
import { ImportDialog } from './ImportDialog'
import { NewProtocolDialog } from './NewProtocolDialog'
import '../design/Card.css'
import './protocols.css'

const names = { search: 'busca', status: 'estado', kind: 'fase', library: 'biblioteca' } as const

/** The network's library and the own hospital's variants. */
export function ProtocolsPage() {
  const words = useWords(protocolWords)
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const [open, setOpen] = useState<'new' | 'import'>()
  const filter = filterOf(search)
  const writes = 'user' in session && holds(session.user, ['coordinator'])
  const narrow = (next: ProtocolFilter) =>
    setSearch(
      new URLSearchParams(
        (Object.keys(names) as (keyof ProtocolFilter)[]).flatMap((key) => (next[key] ? [[names[key], next[key]]] : [])),
      ),
    )
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          writes && (
            <>
              <Button kind="primary" icon="pencil" onClick={() => setOpen('new')}>
                {words.new}
              </Button>
              <Button icon="upload" onClick={() => setOpen('import')}>
                {words.import}
              </Button>
            </>
          )
        }
      />
      <div className="g-stack">
        <Filters key={search.toString()} filter={filter} narrow={narrow} />
        <Found filter={filter} />
      </div>
      {open === 'new' && <NewProtocolDialog onClose={() => setOpen(undefined)} />}
      {open === 'import' && <ImportDialog onClose={() => setOpen(undefined)} />}
    </>
  )
}

function filterOf(search: URLSearchParams): ProtocolFilter {
  const among = (values: readonly string[], text: string | null) => (values.includes(text ?? '') ? (text ?? '') : '')
  return {
    search: (search.get(names.search) ?? '').slice(0, 80),
    status: among(protocolVersionStatuses, search.get(names.status)),
    kind: among(phaseKinds, search.get(names.kind)),
    library: among(protocolLibraries, search.get(names.library)),
  }
}

function Filters({ filter, narrow }: { filter: ProtocolFilter; narrow: (filter: ProtocolFilter) => void }) {
  const words = useWords(protocolWords)
  const [text, setText] = useState(filter.search)
  const search = text.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    narrow({ ...filter, search })
  }
  const narrowed = Object.values(filter).some((value) => value !== '')
  return (
    <search className="g-card g-no-print">
      <form className="g-stack" onSubmit={submit}>
        <div className="g-protocol-filters">
          <TextField
            label={words.searchHint}
            type="search"
            maxLength={80}
            value={text}
            onChange={({ target }) => setText(target.value)}
            after={
              <Button type="submit" kind="primary" icon="search">
                {words.find}
              </Button>
            }
          />
          <SelectField
            label={words.status}
            empty={words.anyStatus}
            value={filter.status}
            onChange={({ target }) => narrow({ ...filter, search, status: target.value })}
            choices={protocolVersionStatuses.map((value) => ({ value, label: words[value] }))}
          />
          <SelectField
            label={words.phase}
            empty={words.anyPhase}
            value={filter.kind}
            onChange={({ target }) => narrow({ ...filter, search, kind: target.value })}
            choices={phaseKinds.map((value) => ({ value, label: words[value] }))}
          />
          <SelectField
            label={words.library}
            empty={words.anyLibrary}
            value={filter.library}
            onChange={({ target }) => narrow({ ...filter, search, library: target.value })}
            choices={protocolLibraries.map((value) => ({ value, label: words[value] }))}
          />
        </div>
        {narrowed && (
          <div className="g-row">
            <Button
              kind="quiet"
              size="small"
              icon="close"
              onClick={() => narrow({ search: '', status: '', kind: '', library: '' })}
            >
              {words.clear}
            </Button>
          </div>
        )}
      </form>
    </search>
  )
}

function Found({ filter }: { filter: ProtocolFilter }) {
  const words = useWords(protocolWords)
  const query = useInfiniteQuery(protocols(filter))
  if (query.data === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  }
  const owner = ({ organization }: Protocol) => organization?.name ?? words.network
  const columns: readonly Column<Protocol>[] = [
    {
      key: 'name',
      header: words.name,
      title: true,
      cell: (it) => (
        <span className="g-protocol-name">
          <Link href={addressOf(paths.protocol, { protocolId: it.id })}>{it.name}</Link>
          {it.example && <ExampleMark />}
          {it.base && <span className="g-protocol-small">{words.baseOf(it.base.name, it.base.number)}</span>}
        </span>
      ),
      value: ({ name }) => name,
    },
    { key: 'code', header: words.code, cell: ({ code }) => <code>{code}</code>, value: ({ code }) => code },
    { key: 'owner', header: words.belongs, cell: owner, value: owner },
    {
      key: 'state',
      header: words.status,
      cell: (it) => <States protocol={it} />,
    },
  ]
  return (
    <div className="g-stack">
      <DataTable
        caption={words.caption}
        level={2}
        copy={false}
        columns={columns}
        rows={query.data.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => id}
        empty={{ title: words.none, text: words.noneText }}
      />
      {query.hasNextPage && (
        <div className="g-row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What is in use, and the draft that waits. */
function States({ protocol }: { protocol: Protocol }) {
  const words = useWords(protocolWords)
  const current = protocol.versions.find(({ status }) => status === 'in-use')
  const draft = protocol.versions.find(({ status }) => status === 'draft')
  return (
    <span className="g-protocol-name">
      {current ? (
        <>
          <StatusTag tone="success">{`${words.inUse}: ${words.versionNumber(current.number)}`}</StatusTag>
          {current.putInUseAt && (
            <span className="g-protocol-small">{words.putInUse(inHospitalTime(current.putInUseAt))}</span>
          )}
        </>
      ) : (
        <span className="g-protocol-small">{words.noneInUse}</span>
      )}
      {draft && (
        <StatusTag tone="sun" icon="pencil">{`${words.drafts}: ${words.versionNumber(draft.number)}`}</StatusTag>
      )}
    </span>
  )
}
