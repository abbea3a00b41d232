import './design/tokens.css'
import './design/base.css'
import './design/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followSystemTheme, showPreferences } from './preferences'
import { queryClient } from './queries'
import { Router } from './router'
import { resumeSession } from './session'

// Before any schema is made: zod would try to build functions from text, which the content policy forbids and reports.
Reflect.set(globalThis, '__zod_globalConfig', { jitless: true })
showPreferences()
followSystemTheme()
void resumeSession()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Router />
    </QueryClientProvider>
  </StrictMode>,
)
