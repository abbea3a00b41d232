import { useQuery } from '@tanstack/react-query'
import { SelectField } from '../design/SelectField'
import { refusedAt } from '../form'
import { hospitalsByIds } from '../network/api'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { CoverageField, RegisteredOnField } from './PersonFields'
import type { RegistrationValues } from './registration-values'

/** Where the person belongs. Who works in one hospital only is not asked. */
export function BelongingFields({
  values,
  set,
  refused,
  hospitalIds,
}: {
  values: RegistrationValues
  set: (change: Partial<RegistrationValues>, mended?: readonly string[]) => void
  refused: readonly FieldProblem[]
  hospitalIds: readonly string[]
}) {
  const words = useWords(personWords)
  const hospitals = useQuery(hospitalsByIds(hospitalIds)).data ?? []
  const part = { values, set, refused }
  return (
    <div className="g-form-grid">
      <div className="g-span-5">
        {hospitalIds.length === 1 ? (
          <dl className="g-fixed">
            <dt>{words.hospital}</dt>
            <dd>{hospitals[0]?.name ?? '…'}</dd>
          </dl>
        ) : (
          <SelectField
            id="managingOrganizationId"
            label={words.hospital}
            error={refusedAt(refused, 'managingOrganizationId')}
            value={values.managingOrganizationId}
            onChange={({ target }) => set({ managingOrganizationId: target.value })}
            choices={hospitals.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      <div className="g-span-4">
        <CoverageField {...part} />
      </div>
      <div className="g-span-3">
        <RegisteredOnField {...part} />
      </div>
    </div>
  )
}
