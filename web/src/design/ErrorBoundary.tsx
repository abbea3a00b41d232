import { Component, type ReactNode } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { shell } from '../words/shell'
import { Button } from './Button'
import { EmptyState, ErrorState } from './states'

type Caught = { error: unknown } | { error: undefined }

/** React asks for a class here. `onReset` lets failed queries run again. */
export class ErrorBoundary extends Component<{ children: ReactNode; onReset?: () => void }, Caught> {
  override state: Caught = { error: undefined }

  static getDerivedStateFromError(error: unknown): Caught {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    if (isMissingChunk(this.state.error)) return <NewVersion />
    return (
      <ErrorState
        level={1}
        error={this.state.error}
        onRetry={() => {
          this.props.onReset?.()
          this.setState({ error: undefined })
        }}
      />
    )
  }
}

function NewVersion() {
  const words = useWords(shell)
  const again = useWords(common)
  return (
    <EmptyState
      level={1}
      icon="info"
      title={words.newVersionTitle}
      text={words.newVersionText}
      actions={<Button onClick={() => location.reload()}>{again.reload}</Button>}
    />
  )
}

/** A part of the program that the server no longer has, because it was updated meanwhile. */
function isMissingChunk(error: unknown) {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
}
