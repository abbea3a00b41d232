import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Hospital } from 'shared/network'
import { Link, useSearchParams } from 'wouter'
import { counts } from '../counts/api'
import { figure } from '../counts/figure'
import { houseRule } from '../counts/question'
import { Button } from '../design/Button'
import { Checkbox } from '../design/Choices'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { SelectField } from '../design/SelectField'
import { ErrorState, Skeleton } from '../design/states'
import { TextField } from '../design/TextField'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { networkWords } from '../words/network'
import { type HospitalFilter, hospitals, ooads } from './api'
import '../design/Card.css'
import './HospitalsPage.css'

const names = { level: 'nivel', ooad: 'oficina', search: 'busca', everywhere: 'todos' } as const

/** The network, narrowed by level, office and words; a press opens the figures of one hospital. */
export function HospitalsPage() {
  const words = useWords(networkWords)
  const [search, setSearch] = useSearchParams()
  const filter = filterOf(search)
  const narrow = (next: HospitalFilter) =>
    setSearch(
      new URLSearchParams([
        ...(next.level ? [[names.level, next.level]] : []),
        ...(next.ooad ? [[names.ooad, next.ooad]] : []),
        ...(next.search ? [[names.search, next.search]] : []),
        ...(next.everywhere ? [[names.everywhere, '1']] : []),
      ]),
    )
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="g-stack">
        <Filters key={search.toString()} filter={filter} narrow={narrow} />
        <Found filter={filter} />
      </div>
    </>
  )
}

function Filters({ filter, narrow }: { filter: HospitalFilter; narrow: (filter: HospitalFilter) => void }) {
  const words = useWords(networkWords)
  const offices = useQuery(ooads)
  const [text, setText] = useState(filter.search)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    narrow({ ...filter, search: text.trim() })
  }
  const narrowed = filter.level !== '' || filter.ooad !== '' || filter.search !== '' || filter.everywhere
  return (
    <search className="g-card">
      <form className="g-stack" onSubmit={submit}>
        <div className="g-hospital-filters">
          <TextField
            label={words.search}
            hint={words.searchHint}
            type="search"
            maxLength={80}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            after={
              <Button type="submit" kind="primary" icon="search">
                {words.find}
              </Button>
            }
          />
          <SelectField
            label={words.level}
            empty={words.anyLevel}
            value={filter.level}
            onChange={({ target }) => narrow({ ...filter, search: text.trim(), level: levelOf(target.value) })}
            choices={[
              { value: 'umae', label: words.umae },
              { value: 'second-level', label: words.secondLevel },
            ]}
          />
          <SelectField
            label={words.office}
            empty={words.anyOffice}
            value={filter.ooad}
            onChange={({ target }) => narrow({ ...filter, search: text.trim(), ooad: target.value })}
            choices={(offices.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
        <div className="g-row">
          <Checkbox
            label={words.everywhere}
            checked={filter.everywhere}
            onChange={({ target }) => narrow({ ...filter, search: text.trim(), everywhere: target.checked })}
          />
          {narrowed && (
            <Button
              kind="quiet"
              size="small"
              icon="close"
              onClick={() => narrow({ level: '', ooad: '', search: '', everywhere: false })}
            >
              {words.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  )
}

function Found({ filter }: { filter: HospitalFilter }) {
  const words = useWords(networkWords)
  const query = useInfiniteQuery(hospitals(filter))
  const offices = useQuery(ooads)
  // Its failing leaves the list without figures, which says less but nothing false.
  const figures = useQuery(counts({ on: '', since: '', rule: houseRule }))
  if (query.data === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  }
  const rows = query.data.pages.flatMap(({ items }) => items)
  const people = new Map(figures.data?.rows.map(({ key, patients }) => [key, patients]))
  const officeNames = new Map(offices.data?.items.map(({ code, name }) => [code, name]))
  const office = ({ ooadCode }: Hospital) => (ooadCode === null ? '' : (officeNames.get(ooadCode) ?? ooadCode))
  const level = (it: Hospital) => (it.level === 'umae' ? words.umae : words.secondLevel)
  const columns: readonly Column<Hospital>[] = [
    {
      key: 'name',
      header: words.hospital,
      title: true,
      cell: ({ name, clues }) => <Link href={addressOf(paths.hospital, { clues })}>{name}</Link>,
      value: ({ name }) => name,
    },
    { key: 'clues', header: words.clues, cell: ({ clues }) => <code>{clues}</code>, value: ({ clues }) => clues },
    { key: 'level', header: words.level, cell: level, value: level },
    { key: 'office', header: words.office, cell: office, value: office },
    {
      key: 'since',
      header: words.since,
      cell: ({ usesPlatformSince }) => (usesPlatformSince === null ? words.notYet : shownDay(usesPlatformSince)),
      value: ({ usesPlatformSince }) => usesPlatformSince,
    },
    {
      key: 'patients',
      header: words.patients,
      numeric: true,
      cell: ({ clues }) => (people.has(clues) ? figure(people.get(clues) ?? null) : '—'),
      value: ({ clues }) => people.get(clues) ?? null,
    },
  ]
  return (
    <div className="g-stack">
      <p role="status">
        {query.hasNextPage
          ? words.foundMore(shownNumber(rows.length))
          : words.found(rows.length, shownNumber(rows.length))}
      </p>
      <DataTable
        caption={words.caption}
        captionHidden
        level={2}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={{ key: 'name', descending: false }}
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

function filterOf(search: URLSearchParams): HospitalFilter {
  const ooad = search.get(names.ooad) ?? ''
  return {
    level: levelOf(search.get(names.level) ?? ''),
    ooad: /^\d{2}$/.test(ooad) ? ooad : '',
    search: (search.get(names.search) ?? '').slice(0, 80),
    everywhere: search.get(names.everywhere) === '1',
  }
}

function levelOf(text: string): HospitalFilter['level'] {
  return text === 'umae' || text === 'second-level' ? text : ''
}
