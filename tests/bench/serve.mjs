// Starts program.mjs as a child and talks to it.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export async function serve(place, pool = 10) {
  // BENCH_PROFILE=folder leaves there where the program's time went, for the DevTools of a browser
  const profile = process.env['BENCH_PROFILE']
  const child = fork(fileURLToPath(new URL('./program.mjs', import.meta.url)), {
    execArgv: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    env: { ...process.env, BENCH_URL: place.url, BENCH_FOLDER: place.folder, BENCH_POOL: String(pool) },
  })
  const { port } = await new Promise((resolve) => child.once('message', resolve))
  const waiting = new Map()
  child.on('message', (answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let asked = 0
  const ask = (message) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve)
      child.send({ id: asked, ...message })
    })
  return {
    port,
    base: `http://127.0.0.1:${port}`,
    pid: child.pid,
    token: async (person) => (await ask({ sign: person })).token,
    usage: () => ask({}),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.send({ stop: true })
      }),
  }
}
