import type { ProtocolIssue } from 'shared/protocol-library'
import { idOf } from '../form'
import { sayIssue } from '../words/protocol-checks'

/** What is said of a field, with the id that the review goes to: `fieldOf(issues, '#/phases/0')('name')`. */
export const fieldOf =
  (issues: readonly ProtocolIssue[], at: string) =>
  (name: string): { id: string; error?: string; warning?: string } => {
    const pointer = `${at}/${name}`
    const said = issues.filter((issue) => issue.pointer === pointer)
    const error = said.find(({ severity }) => severity === 'error')
    const warning = said.find(({ severity }) => severity === 'warning')
    return {
      id: idOf(pointer),
      ...(error && { error: sayIssue(error) }),
      ...(warning && { warning: sayIssue(warning) }),
    }
  }
