import type { AnalgesicFacts } from 'shared/analgesia'
import { knownDrug } from 'shared/analgesic-drugs'
import { type AnalgesicRole, analgesicRoles, analgesicRoutes, analgesicUnits } from 'shared/pain'
import { Checkbox } from '../design/Choices'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import { currentLanguage } from '../preferences'
import type { FieldProblem } from '../problem'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'
import { saidCode } from './said'

const OWN = 'own-words'

export type DrugValues = {
  /** Code of the list, or that it is typed. */
  drug: string
  ownWords: string
  role: string
  route: string
  unit: string
  prolongedRelease: boolean
}

export const drugOf = ({ drug, ownWords }: Pick<DrugValues, 'drug' | 'ownWords'>) =>
  drug === OWN ? ownWords.trim() : drug

/** Antagonists, laxatives and adjuvants are only ever that. */
function roleOf(code: string, free: AnalgesicRole): AnalgesicRole {
  const of = knownDrug(code)?.class
  if (of === 'antagonist' || of === 'adjuvant') return of
  return of === 'laxative' ? 'bowel-prophylaxis' : free
}

/** Which drug, how it is given and what for. `at` is where they lie in the body. */
export function DrugFields({
  values,
  refused,
  facts,
  freeRole,
  at = '',
  roles = analgesicRoles,
  onChange,
}: {
  values: DrugValues
  refused: readonly FieldProblem[]
  facts: AnalgesicFacts
  /** Of a drug that may be anything. */
  freeRole: AnalgesicRole
  at?: string
  roles?: readonly AnalgesicRole[]
  onChange: (change: Partial<DrugValues>) => void
}) {
  const words = useWords(reliefWords)
  const id = (field: string) => `${at}${field}`.replaceAll('/', '-')
  const language = currentLanguage()
  const drugs = facts.drugs.map(({ code, ...drug }) => ({ value: code, label: drug[language] }))
  return (
    <>
      <div className="g-span-4">
        <SelectField
          id={values.drug === OWN ? `${id('drug')}-list` : id('drug')}
          label={words.drug}
          error={values.drug === OWN ? undefined : refusedAt(refused, `${at}drug`)}
          value={values.drug}
          onChange={({ target }) =>
            onChange({ drug: target.value, role: roleOf(target.value, values.role === 'rescue' ? 'rescue' : freeRole) })
          }
          choices={[...drugs, { value: OWN, label: words.otherDrug }]}
        />
      </div>
      {values.drug === OWN && (
        <div className="g-span-4">
          <TextField
            id={id('drug')}
            label={words.ownWords}
            maxLength={80}
            error={refusedAt(refused, `${at}drug`)}
            value={values.ownWords}
            onChange={({ target }) => onChange({ ownWords: target.value })}
          />
        </div>
      )}
      <div className="g-span-4">
        <SelectField
          id={id('role')}
          label={words.role}
          error={refusedAt(refused, `${at}role`)}
          value={values.role}
          onChange={({ target }) => onChange({ role: target.value })}
          choices={roles.map((value) => ({ value, label: saidCode(value) }))}
        />
      </div>
      <div className="g-span-4">
        <SelectField
          id={id('route')}
          label={words.route}
          error={refusedAt(refused, `${at}route`)}
          value={values.route}
          onChange={({ target }) => onChange({ route: target.value })}
          choices={analgesicRoutes.map((value) => ({ value, label: saidCode(value) }))}
        />
      </div>
      <div className="g-span-4">
        <SelectField
          id={id('unit')}
          label={words.unit}
          error={refusedAt(refused, `${at}unit`)}
          value={values.unit}
          onChange={({ target }) => onChange({ unit: target.value })}
          choices={analgesicUnits.map((value) => ({ value, label: saidCode(value) }))}
        />
      </div>
      {values.route === 'PO' && (
        <div className="g-span-4">
          <Checkbox
            label={words.prolongedRelease}
            checked={values.prolongedRelease}
            onChange={({ target }) => onChange({ prolongedRelease: target.checked })}
          />
        </div>
      )}
    </>
  )
}
