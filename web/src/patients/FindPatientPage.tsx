import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PatientList } from 'shared/patients'
import { Link, useLocation } from 'wouter'
import { useDebounced } from '../debounced'
import { Button, ButtonLink } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { EmptyState, ErrorState, Skeleton } from '../design/states'
import { TextField } from '../design/TextField'
import { hasDraft, keepDraft } from '../drafts'
import { useForm } from '../form'
import { hospitalsByIds } from '../network/api'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { ageOn, shownDay, shownNumber, today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { patientSearch } from './api'
import { useOwnHospitalIds } from './own-hospitals'
import { emptyRegistration, registrationDraft } from './registration-values'
import { fromSearch } from './typed-search'
import './FindPatientPage.css'

type Found = PatientList['items'][number]

const pause = 400 // ms: searching at each key overloads a site
const least = 2

/** One box for whatever is at hand. What is typed stays in the page: no name goes into the browser's address. */
export function FindPatientPage() {
  const words = useWords(personWords)
  const form = useForm('find', { search: '' })
  const typed = form.values.search.trim()
  const rested = useDebounced(typed, pause)
  const [entered, enter] = useState({ text: '', hurry: false })
  const asked = entered.text === typed ? typed : rested
  const box = useRef<HTMLInputElement>(null)
  const [tooShort, setTooShort] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTooShort(typed.length < least)
    enter({ text: typed, hurry: true })
    if (typed.length < least) box.current?.focus()
  }
  return (
    <>
      <PageHeader
        title={words.findTitle}
        lead={words.findLead}
        focus={false}
        actions={
          <ButtonLink href={paths.newPatient} icon="personAdd">
            {words.registerNew}
          </ButtonLink>
        }
      />
      <search>
        <form className="g-find" onSubmit={submit}>
          <TextField
            id="find"
            ref={box}
            label={words.search}
            hint={words.searchHint}
            error={tooShort && typed.length < least ? words.searchTooShort : undefined}
            type="search"
            enterKeyHint="search"
            maxLength={80}
            spellCheck={false}
            translate="no"
            autoFocus
            value={form.values.search}
            onChange={(event) => form.set({ search: event.target.value })}
            after={
              <Button type="submit" kind="primary" icon="search">
                {words.searchButton}
              </Button>
            }
          />
        </form>
      </search>
      <div className="g-find-results">
        {asked.length < least ? (
          <EmptyState title={words.startTitle} text={words.startText} />
        ) : (
          <Results
            search={asked}
            hurry={entered.hurry && entered.text === asked}
            onOpened={() => enter({ text: asked, hurry: false })}
          />
        )}
      </div>
    </>
  )
}

/** `hurry`: it was asked with Enter, which goes on to the one who was found, or to the first of several. */
function Results({ search, hurry, onOpened }: { search: string; hurry: boolean; onOpened: () => void }) {
  const words = useWords(personWords)
  const list = useInfiniteQuery(patientSearch(search))
  const [, navigate] = useLocation()
  const results = useRef<HTMLDivElement>(null)
  const people = list.data?.pages.flatMap(({ items }) => items)
  const only = people?.length === 1 ? people[0] : undefined
  const found = people !== undefined
  useEffect(() => {
    if (!hurry || !found) return
    onOpened()
    if (only) navigate(addressOf(paths.patient, { patientId: only.id }))
    else results.current?.querySelector<HTMLElement>('tbody a')?.focus()
  }, [hurry, found, only, navigate, onOpened])
  if (people === undefined) {
    if (list.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
    return <Skeleton lines={6} />
  }
  if (people.length === 0) return <Nobody search={search} />
  const count = shownNumber(people.length)
  return (
    <div ref={results}>
      <div role="status">
        <h2 className="g-find-count">
          {list.hasNextPage ? words.resultsMore(count) : words.results(count, people.length === 1)}
        </h2>
      </div>
      <PeopleTable people={people} />
      {list.hasNextPage && (
        <div className="g-row g-find-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  )
}

function PeopleTable({ people }: { people: readonly Found[] }) {
  const words = useWords(personWords)
  const shared = useWords(common)
  const own = useOwnHospitalIds()
  const hospitals = useQuery(hospitalsByIds(own)).data
  const columns: readonly Column<Found>[] = [
    {
      key: 'name',
      header: words.name,
      title: true,
      cell: ({ id, displayName }) => (
        <Link href={addressOf(paths.patient, { patientId: id })} translate="no">
          {displayName}
        </Link>
      ),
    },
    {
      key: 'age',
      header: words.age,
      cell: ({ birthDate }) => {
        const { years, months } = ageOn(birthDate, today())
        return shared.age(years, months)
      },
    },
    { key: 'birthDate', header: words.birthDate, cell: ({ birthDate }) => shownDay(birthDate) },
    { key: 'record', header: words.record, numeric: true, cell: ({ recordNumber }) => shownNumber(recordNumber) },
    { key: 'diagnosis', header: words.diagnosis, cell: ({ diagnosis }) => diagnosis ?? words.noDiagnosis },
    ...(own.length > 1
      ? [
          {
            key: 'hospital',
            header: words.hospital,
            cell: ({ managingOrganizationId }: Found) =>
              hospitals?.find(({ id }) => id === managingOrganizationId)?.name ?? '',
          },
        ]
      : [
          {
            key: 'registeredOn',
            header: words.registeredOn,
            cell: ({ registeredOn }: Found) => shownDay(registeredOn),
          },
        ]),
  ]
  return (
    <DataTable
      caption={words.resultsCaption}
      captionHidden
      copy={false}
      columns={columns}
      rows={people}
      rowKey={({ id }) => id}
      empty={{ title: words.nobody }}
    />
  )
}

/** The way from "not here yet" to the form, without typing it again. */
function Nobody({ search }: { search: string }) {
  const words = useWords(personWords)
  const [, navigate] = useLocation()
  return (
    <EmptyState
      icon="person"
      title={words.nobody}
      text={words.nobodyText}
      actions={
        <Button
          kind="primary"
          icon="personAdd"
          onClick={() => {
            if (!hasDraft(registrationDraft))
              keepDraft(registrationDraft, { values: { ...emptyRegistration, ...fromSearch(search) } })
            navigate(paths.newPatient)
          }}
        >
          {words.registerTyped}
        </Button>
      }
    />
  )
}
