import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { OfflineError } from '../problem'
import { ErrorState, Skeleton } from './states'
import './Answer.css'

/**
 * A part of a page whose figures come from the server: its place while they come, what failed, or the figures. Those of
 * the question before stay in view, paler, until the new ones are there.
 */
export function Answer<Data>({
  query,
  lines = 5,
  children,
}: {
  query: UseQueryResult<Data>
  lines?: number
  children: (data: Data) => ReactNode
}) {
  const { data, error, isPlaceholderData, fetchStatus, refetch } = query
  if (data !== undefined)
    return (
      <div className="g-answer" aria-busy={isPlaceholderData}>
        {children(data)}
      </div>
    )
  if (fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
  if (error !== null && fetchStatus === 'idle') return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Skeleton lines={lines} />
}
