import { readFileSync } from 'node:fs'
import { EarlyWarningScale } from 'shared/early-warning'

const file = new URL('../../catalogue/early-warning.json', import.meta.url)

/** EVAT and the golden hour, a fact of the edition that is installed. */
export const earlyWarningScale = EarlyWarningScale.parse(JSON.parse(readFileSync(file, 'utf8')))
