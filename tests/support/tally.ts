import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one plain line that any CI can count. A file that could not be loaded counts as failed. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const n = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) n.failed++
      for (const test of module.children.allTests()) n[test.result().state]++
    }
    const skipped = n.skipped + n.pending
    setImmediate(() =>
      console.log(`${n.passed} passed, ${n.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`),
    )
  }
}
