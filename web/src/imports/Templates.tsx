import { builtInMappings } from 'shared/imports'
import { Button } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { downloadTemplate } from './api'

export function Templates() {
  const words = useWords(importWords)
  return (
    <Disclosure title={words.templates}>
      <div className="g-stack">
        <p>{words.templatesText}</p>
        <ul className="g-stack">
          {builtInMappings.map((mapping) => (
            <li key={mapping} className="g-row">
              <Button size="small" icon="download" onClick={() => void downloadTemplate(mapping, 'xlsx')}>
                {words.templateXlsx(words.mappingName(mapping))}
              </Button>
              <Button size="small" kind="quiet" icon="download" onClick={() => void downloadTemplate(mapping, 'csv')}>
                {words.templateCsv(words.mappingName(mapping))}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Disclosure>
  )
}
