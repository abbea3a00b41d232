/**
 * zod would try whether it may compile code, which the content policy forbids and reports. What `z.config({ jitless })`
 * sets, set before any page brings zod along: importing it here would put it into the first load.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
