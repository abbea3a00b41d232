import type { EarlyWarningScore } from 'shared/early-warning'
import type { Tone } from '../design/Banner'

export const bandTones = { green: 'success', yellow: 'warning', red: 'error' } as const satisfies Record<
  EarlyWarningScore['band'],
  Tone
>
