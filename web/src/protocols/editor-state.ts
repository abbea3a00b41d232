import { useCallback, useEffect, useState } from 'react'
import { dropDraft, keepDraft } from '../drafts'
import { useKeptDraft } from '../kept-draft'
import type { ProtocolTree } from './editor-tree'

type Kept = { tree: ProtocolTree; read: number }
type History = { tree: ProtocolTree; past: readonly ProtocolTree[]; future: readonly ProtocolTree[]; field: string }

const depth = 100
const nameOf = (versionId: string) => `protocol/${versionId}`

/** What was typed and not yet saved, as `useKeptDraft` says. */
export const useKeptTree = (versionId: string) => useKeptDraft<Kept>(nameOf(versionId))

export type Editing = {
  tree: ProtocolTree
  /** Typing on in one field is one step; `field` empty is always its own. */
  change(tree: ProtocolTree, field?: string): void
  undo: (() => void) | undefined
  redo: (() => void) | undefined
  /** As loaded from the server: nothing to undo. */
  load(tree: ProtocolTree): void
}

export function useEditing(first: ProtocolTree): Editing {
  const [history, setHistory] = useState<History>({ tree: first, past: [], future: [], field: '' })
  const change = useCallback((tree: ProtocolTree, field = '') => {
    setHistory((now) => {
      const goesOn = field !== '' && field === now.field
      return { tree, field, past: goesOn ? now.past : [...now.past, now.tree].slice(-depth), future: [] }
    })
  }, [])
  const { tree, past, future } = history
  const [before, after] = [past.at(-1), future[0]]
  return {
    tree,
    change,
    undo: before && (() => setHistory({ tree: before, past: past.slice(0, -1), future: [tree, ...future], field: '' })),
    redo: after && (() => setHistory({ tree: after, past: [...past, tree], future: future.slice(1), field: '' })),
    load: (loaded) => setHistory({ tree: loaded, past: [], future: [], field: '' }),
  }
}

/** Keeps on this device what the server does not have yet. */
export function useKeeping(versionId: string, tree: ProtocolTree, read: number, saved: boolean): void {
  useEffect(() => {
    const name = nameOf(versionId)
    if (saved) dropDraft(name)
    else keepDraft(name, { tree, read } satisfies Kept)
  }, [versionId, tree, read, saved])
}
