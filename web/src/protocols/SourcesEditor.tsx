import type { ProtocolIssue } from 'shared/protocol-library'
import { Button, IconButton } from '../design/Button'
import { Card } from '../design/Card'
import { TextField } from '../design/TextField'
import { useWords } from '../words/define'
import { editorWords } from '../words/protocol-editor'
import { emptySource, type ProtocolTree, replaced, type SourceRow, without } from './editor-tree'
import { fieldOf } from './field-of'
import type { Change } from './Outline'

/** Where the doses come from. */
export function SourcesEditor({
  tree,
  change,
  issues,
}: {
  tree: ProtocolTree
  change: Change
  issues: readonly ProtocolIssue[]
}) {
  const words = useWords(editorWords)
  const put = (sources: readonly SourceRow[], typed?: string) => change({ ...tree, sources }, typed)
  return (
    <Card title={words.sources}>
      <div className="g-stack">
        {tree.sources.map((source, at) => {
          const field = fieldOf(issues, `#/sources/${at}`)
          return (
            <div key={source.key} className="g-editor-source">
              {(['citation', 'url'] as const).map((name) => (
                <TextField
                  key={name}
                  {...field(name)}
                  label={words[name]}
                  optional={name === 'url'}
                  maxLength={300}
                  value={source[name]}
                  onChange={({ target }) =>
                    put(replaced(tree.sources, { ...source, [name]: target.value }), `${source.key} ${name}`)
                  }
                />
              ))}
              <IconButton
                icon="close"
                label={`${words.removeRow} ${at + 1}`}
                onClick={() => put(without(tree.sources, source.key))}
              />
            </div>
          )
        })}
        <div className="g-row">
          <Button size="small" id="sources" onClick={() => put([...tree.sources, emptySource()])}>
            {words.addSource}
          </Button>
        </div>
      </div>
    </Card>
  )
}
