import { onlineManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { onConnectionChange } from './connection'
import { addNotice, removeNotice } from './notices'
import { OfflineError, Problem } from './problem'

/** Queries pause without a connection and go on when it is back; so do mutations, which carry their key. */
onlineManager.setEventListener(onConnectionChange)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // Without data the page's error boundary shows it; with data the page stays and says how old it is.
      if (query.state.data !== undefined && !(error instanceof OfflineError))
        addNotice('stale', new Date(query.state.dataUpdatedAt))
    },
    onSuccess: () => removeNotice('stale'),
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: worthRetrying },
    mutations: { retry: (_count, error) => error instanceof OfflineError },
  },
})

function worthRetrying(count: number, error: Error) {
  if (error instanceof OfflineError) return true
  return error instanceof Problem && error.status >= 500 && count < 2
}
