// Starts program.mjs as a child and talks to it.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export async function serve(place, pool = 10) {
  const child = fork(fileURLToPath(new URL('./program.mjs', import.meta.url)), {
    env: { ...process.env, BENCH_URL: place.url, BENCH_FOLDER: place.folder, BENCH_POOL: String(pool) },
  })
  const next = () => new Promise((resolve) => child.once('message', resolve))
  const { port } = await next()
  const ask = (message) => {
    const answer = next()
    child.send(message)
    return answer
  }
  return {
    port,
    base: `http://127.0.0.1:${port}`,
    pid: child.pid,
    token: async (person) => (await ask({ sign: person })).token,
    usage: () => ask('cpu'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.send('stop')
      }),
  }
}
