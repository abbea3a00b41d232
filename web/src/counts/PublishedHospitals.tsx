import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { CountRow, Counts } from 'shared/counts'
import { useSearchParams } from 'wouter'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { SelectField } from '../design/SelectField'
import { ooads } from '../network/api'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { figure } from './figure'

/** The hospitals of the country or of one office, rounded. A press on the map comes here. */
export function PublishedHospitals({ counts: { rows } }: { counts: Counts }) {
  const words = useWords(countWords)
  const [search, setSearch] = useSearchParams()
  const offices = useQuery(ooads)
  const place = useRef<HTMLDivElement>(null)
  const chosen = search.get('oficina') ?? ''
  useEffect(() => {
    if (chosen !== '') place.current?.scrollIntoView({ block: 'start' })
  }, [chosen])
  const names = new Map(offices.data?.items.map(({ code, name }) => [code, name]))
  const office = ({ ooadCode }: CountRow) => (ooadCode === null ? '' : (names.get(ooadCode) ?? ''))
  const level = (it: CountRow) => (it.level === null ? '' : it.level === 'umae' ? words.umae : words.secondLevel)
  const columns: readonly Column<CountRow>[] = [
    { key: 'label', header: words.hospital, title: true, cell: ({ label }) => label, value: ({ label }) => label },
    { key: 'office', header: words.publishedPlace, cell: office, value: office },
    { key: 'level', header: words.publishedLevel, cell: level, value: level },
    {
      key: 'patients',
      header: words.patients,
      numeric: true,
      cell: ({ patients }) => figure(patients),
      value: ({ patients }) => patients,
    },
  ]
  return (
    <div ref={place}>
      <Card>
        <div className="g-stack">
          <SelectField
            label={words.publishedOffice}
            empty={words.publishedAllOffices}
            width="medium"
            value={chosen}
            onChange={({ target }) => {
              const next = new URLSearchParams(search)
              if (target.value === '') next.delete('oficina')
              else next.set('oficina', target.value)
              setSearch(next)
            }}
            choices={(offices.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
          <DataTable
            caption={words.publishedTable}
            columns={columns}
            rows={chosen === '' ? rows : rows.filter(({ ooadCode }) => ooadCode === chosen)}
            rowKey={({ key }) => key}
            sort={{ key: 'patients', descending: true }}
            empty={{ title: words.publishedNoHospital, text: words.publishedNoHospitalText }}
          />
        </div>
      </Card>
    </div>
  )
}
