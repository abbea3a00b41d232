import '../design/tokens.css'
import '../design/base.css'
import '../design/print.css'
import './families.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followSystemTheme, showPreferences } from '../preferences'
import { resumeSession } from '../session'
import { App } from './App'

showPreferences()
followSystemTheme()
void resumeSession()

const root = document.getElementById('root')
if (root === null) throw new Error('familias.html has no #root')

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
