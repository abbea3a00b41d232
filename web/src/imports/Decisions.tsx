import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type BuiltInMapping, type ImportPreview, nameOrders } from 'shared/imports'
import { RadioGroup } from '../design/Choices'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { hospitals, ooads } from '../network/api'
import { useSession } from '../session'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import type { Settings } from './api'

/** What the program will not guess for the whole file: order of names, hospital, which of two offices, name of a set. */
export function Decisions({
  base,
  found,
  settings: { options },
  change,
}: {
  base: BuiltInMapping
  found: ImportPreview
  settings: Settings
  change: (next: Partial<Settings>) => void
}) {
  const words = useWords(importWords)
  const decide = (next: Settings['options']) => change({ options: next })
  if (base === 'deidentified-cases')
    return found.dataset === null ? (
      <TextField
        label={words.dataset}
        hint={words.datasetHint}
        optional
        maxLength={60}
        spellCheck={false}
        defaultValue={options.dataset ?? ''}
        onBlur={({ target }) => {
          const { dataset: _before, ...rest } = options
          const name = target.value.trim()
          decide(name === '' ? rest : { ...rest, dataset: name })
        }}
      />
    ) : (
      <p>{words.datasetKnown(found.dataset)}</p>
    )
  return (
    <>
      {base === 'census-27' && (
        <RadioGroup
          label={words.nameOrder}
          hint={words.nameOrderHint}
          value={options.nameOrder ?? ''}
          onChange={({ target }) => {
            const { nameOrder: _before, ...rest } = options
            const order = nameOrders.find((it) => it === target.value)
            decide(order ? { ...rest, nameOrder: order } : rest)
          }}
          choices={[
            { value: 'surnames-first', label: words.surnamesFirst, hint: words.surnamesFirstExample },
            { value: 'given-names-first', label: words.givenFirst, hint: words.givenFirstExample },
            { value: '', label: words.orderUnknown, hint: words.orderUnknownHint },
          ]}
        />
      )}
      <HospitalChoice options={options} decide={decide} />
      <OfficeChoices found={found} options={options} decide={decide} />
    </>
  )
}

type Deciding = { options: Settings['options']; decide: (next: Settings['options']) => void }

function HospitalChoice({ options, decide }: Deciding) {
  const words = useWords(importWords)
  const session = useSession()
  const known = useInfiniteQuery(hospitals({ level: '', ooad: '', search: '', everywhere: false }))
  if (!('user' in session)) return null
  const grants = session.user.grants.filter(({ role }) => role === 'hospital-staff' || role === 'coordinator')
  const own = new Set(grants.flatMap(({ organizationIds }) => organizationIds ?? []))
  const everywhere = grants.some(({ national }) => national)
  const offices = new Set(grants.flatMap(({ ooadCodes }) => ooadCodes ?? []))
  const items = known.data?.pages.flatMap((page) => page.items) ?? []
  const mine = items.filter(
    ({ id, reportsToOoad }) => everywhere || own.has(id) || (reportsToOoad !== null && offices.has(reportsToOoad)),
  )
  return (
    <SelectField
      label={words.hospital}
      optional
      empty={words.hospitalNone}
      value={options.organizationId ?? ''}
      onChange={({ target }) => {
        const { organizationId: _before, ...rest } = options
        decide(target.value === '' ? rest : { ...rest, organizationId: target.value })
      }}
      choices={mine.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

/** "Veracruz" is two offices: the file is asked about once, not row by row. */
function OfficeChoices({ found, options, decide }: Deciding & { found: ImportPreview }) {
  const words = useWords(importWords)
  const offices = useQuery(ooads)
  const asked = new Set([...Object.keys(options.ooads ?? {}), ...ambiguousOffices(found)])
  return [...asked].map((text) => (
    <SelectField
      key={text}
      label={words.office(text)}
      value={options.ooads?.[text] ?? ''}
      onChange={({ target }) => {
        const { [text]: _before, ...others } = options.ooads ?? {}
        const { ooads: _all, ...rest } = options
        const answers = target.value === '' ? others : { ...others, [text]: target.value }
        decide(Object.keys(answers).length === 0 ? rest : { ...rest, ooads: answers })
      }}
      choices={(offices.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
    />
  ))
}

function ambiguousOffices({ headers, rows }: ImportPreview): string[] {
  return rows.flatMap(({ cells, findings }) =>
    findings.flatMap(({ code, column }) => {
      const at = column === null ? -1 : headers.indexOf(column)
      const text = cells[at]?.trim() ?? ''
      return code === 'ooad-ambiguous' && text !== '' ? [text] : []
    }),
  )
}
