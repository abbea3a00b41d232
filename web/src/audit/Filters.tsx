import { Button } from '../design/Button'
import { Combobox } from '../design/Combobox'
import { SelectField } from '../design/SelectField'
import { audit as auditWords } from '../words/audit'
import { useWords } from '../words/define'
import { searchHospitals } from './api'
import { type Chosen, everything } from './chosen'
import { actions } from './said'

export function Filters({ chosen, onChoose }: { chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  const words = useWords(auditWords)
  const tags = [
    ...(chosen.userId ? [{ text: words.onlyUser(chosen.userName), without: { userId: '', userName: '' } }] : []),
    ...(chosen.patientId ? [{ text: words.onlyPatient, without: { patientId: '' } }] : []),
  ]
  return (
    <search>
      <fieldset className="g-audit-filters">
        <legend className="g-hidden">{words.filters}</legend>
        <SelectField
          label={words.action}
          empty={words.allActions}
          value={chosen.action}
          onChange={({ target }) => onChoose({ ...chosen, action: target.value })}
          choices={actions.map((action) => ({ value: action, label: words[action] }))}
        />
        <Combobox
          label={words.hospital}
          hint={words.hospitalHint}
          value={chosen.hospital}
          minLetters={3}
          onChange={(option) =>
            onChoose({
              ...chosen,
              hospital: option,
              organizationId: option && 'id' in option && typeof option.id === 'string' ? option.id : '',
            })
          }
          search={searchHospitals}
        />
        <div className="g-row">
          {tags.map(({ text, without }) => (
            <Button
              key={text}
              size="small"
              icon="close"
              aria-label={words.removeFilter(text)}
              onClick={() => onChoose({ ...chosen, ...without })}
            >
              {text}
            </Button>
          ))}
          {chosen !== everything && (
            <Button kind="quiet" size="small" onClick={() => onChoose(everything)}>
              {words.clear}
            </Button>
          )}
        </div>
      </fieldset>
    </search>
  )
}
