import { useState } from 'react'
import { shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Banner, StatusTag } from '../Banner'
import { Card, DescriptionList, Stat, TaskCard } from '../Card'
import { type Column, DataTable } from '../DataTable'
import { PersonBanner } from '../PageHeader'
import { hospitals } from './samples'

export function DataSamples() {
  const words = useWords(stylePage)
  return (
    <>
      <PersonBanner
        level={3}
        name={words.person}
        legalName={words.personLegal}
        pronoun={words.pronoun}
        birthDate="2015-03-27"
        tags={<StatusTag tone="warning">{words.tagPending}</StatusTag>}
        facts={[
          { term: words.record, value: '16,683' },
          { term: words.hospital, value: words.hospitalName },
        ]}
      />
      <div className="g-columns">
        <Card>
          <Stat figure="16,682" label={words.people} note={words.peopleNote} />
        </Card>
        <Card>
          <Stat figure="5,839" label={words.paediatric} note="35 %" />
        </Card>
        <Card>
          <Stat figure="+287" label={words.added} />
        </Card>
      </div>
      <div className="g-style-pair">
        <Card title={words.cardTitle} actions={<StatusTag tone="success">{words.tagActive}</StatusTag>}>
          <DescriptionList
            items={[
              { term: words.diagnosis, value: `C91.0 ${words.option1}` },
              { term: words.morphology, value: '9836/3' },
              { term: words.stage, value: words.stageValue },
              { term: words.date, value: '09/08/2024' },
            ]}
          />
        </Card>
        <TaskCard href="#controls" icon="personAdd" title={words.taskTitle} text={words.taskText} />
      </div>
      <Tables />
    </>
  )
}

function Tables() {
  const words = useWords(stylePage)
  const levels = useWords(charts)
  const [asked, setAsked] = useState(false)
  type Row =
    | (typeof hospitals)[number]
    | { key: 'total'; label: string; group: undefined; value: number; added: number }
  const figure = (value: number | null) => (value === null ? levels.hiddenShort : shownNumber(value))
  const columns: readonly Column<Row>[] = [
    { key: 'label', header: words.hospital, title: true, cell: ({ label }) => label, value: ({ label }) => label },
    {
      key: 'level',
      header: words.level,
      cell: ({ group }) => (group === undefined ? '' : group === 'umae' ? levels.umae : levels.secondLevel),
      value: ({ group }) => group ?? null,
    },
    {
      key: 'value',
      header: words.patients,
      numeric: true,
      cell: ({ value }) => figure(value),
      value: ({ value }) => value,
    },
    {
      key: 'added',
      header: words.newOnes,
      numeric: true,
      cell: ({ added }) => figure(added),
      value: ({ added }) => added,
    },
  ]
  const sum = (key: 'value' | 'added') => hospitals.reduce((total, hospital) => total + (hospital[key] ?? 0), 0)
  return (
    <>
      {asked && (
        <Banner tone="info" onClose={() => setAsked(false)}>
          {words.exported}
        </Banner>
      )}
      <DataTable<Row>
        caption={words.tableCaption}
        columns={columns}
        rows={hospitals}
        rowKey={({ key }) => key}
        sort={{ key: 'value', descending: true }}
        total={{ key: 'total', label: words.total, group: undefined, value: sum('value'), added: sum('added') }}
        empty={{ title: words.emptyTable }}
        onExport={() => setAsked(true)}
      />
      <DataTable
        caption={words.emptyTableCaption}
        columns={columns}
        rows={[]}
        rowKey={({ key }) => key}
        empty={{ title: words.emptyTable, text: words.emptyTableText }}
      />
    </>
  )
}
