import { useSyncExternalStore } from 'react'
import type { Role, SignedIn, User } from 'shared/access'
import { dropAllDrafts, keepDraftsAgain, openDrafts } from './drafts'
import { closeOutbox, openOutbox, overSignOut } from './outbox/queue'
import { keepPreferences } from './preferences'
import { OfflineError, Problem, problemOf, reach } from './problem'

/**
 * Who is signed in. The access token lives in this file's memory only; the refresh token in a cookie scripts cannot
 * read. After a time without use the session ends on this screen too, and what was typed stays under the question.
 */
export type Session =
  | { status: 'asking' }
  | { status: 'unreachable' }
  | { status: 'signed-out' }
  | { status: 'signed-in' | 'expiring' | 'ended'; user: User; expiresAt: number }

const warnBefore = 2 * 60_000 // WCAG 2.2.1 asks for at least 20 seconds; the design for two minutes
const stillInUse = 5 * 60_000 // a key or a tap this recent renews the session by itself

const listeners = new Set<() => void>()
let session: Session = { status: 'asking' }
let accessToken = ''
let lastUsed = Date.now()
let clock: ReturnType<typeof setTimeout> | undefined
let refreshing: Promise<boolean> | undefined
let waiting: ((signedIn: boolean) => void)[] = []

for (const act of ['keydown', 'pointerdown'] as const) {
  addEventListener(act, () => {
    lastUsed = Date.now()
  })
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session)
}

export const currentToken = () => accessToken

/** Whom the token is of; undefined while nobody's session is open. */
export const signedInAs = () =>
  session.status === 'signed-in' || session.status === 'expiring' ? session.user.id : undefined

/** Whether the person holds one of these roles with some reach. No roles named: anyone signed in. */
export function holds(user: User, roles: readonly Role[]): boolean {
  return roles.length === 0 || user.grants.some((grant) => roles.includes(grant.role))
}

/** On opening the page: the cookie may still be good. */
export async function resumeSession() {
  become({ status: 'asking' })
  try {
    if (leftUntold()) {
      await overSignOut('stay', () => tellLeaving(''))
      return become({ status: leftUntold() ? 'unreachable' : 'signed-out' })
    }
    if (!(await refresh())) become({ status: 'signed-out' })
  } catch (error) {
    if (!(error instanceof OfflineError || error instanceof Problem)) throw error
    become({ status: 'unreachable' })
  }
}

export async function signIn(input: { email: string; password: string; oneTimeCode?: string }) {
  await enter(await call('sign-in', input))
}

/** One at a time: twenty requests that meet a 401 ask for one new token. False when there is no session any more. */
export function refresh(): Promise<boolean> {
  refreshing ??= call('sign-in/refresh')
    .then(async (response) => {
      if (response.status === 204) return false
      await enter(response)
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof Problem && (error.status === 401 || error.status === 403)) return false
      throw error
    })
    .finally(() => {
      refreshing = undefined
    })
  return refreshing
}

/** A request that met a 401 waits here until the person has signed in again, or has left. */
export function untilSignedIn(): Promise<boolean> {
  if (session.status === 'signed-in' || session.status === 'expiring') end()
  if (session.status !== 'ended') return Promise.resolve(false)
  return new Promise((resolve) => waiting.push(resolve))
}

/** After a session that ended by itself, what waits stays sealed for its owner: it may be somebody else who leaves. */
export async function signOut() {
  await overSignOut(session.status === 'ended' ? 'stay' : 'go', () => tellLeaving(accessToken))
  accessToken = ''
  dropAllDrafts()
  closeOutbox()
  clearTimeout(clock)
  become({ status: 'signed-out' })
  keepPreferences()
  release(false)
}

const LEFT = 'girasol-left'

/** Whether somebody left this browser and the server could not be told. */
const leftUntold = () => localStorage.getItem(LEFT) !== null

/** Ends the session; until the server has heard it a mark stands, so that the cookie does not bring the session back. */
async function tellLeaving(token: string) {
  localStorage.setItem(LEFT, '')
  try {
    await call('sign-out', {}, token)
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error // a refusal was heard: there is no such session
  }
  localStorage.removeItem(LEFT)
}

async function call(path: string, body: object = {}, token = accessToken): Promise<Response> {
  const response = await reach(
    new Request(`/api/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'X-Girasol': '1',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }),
  )
  if (!response.ok) throw await problemOf(response)
  return response
}

async function enter(response: Response) {
  const signedIn: SignedIn = await response.json()
  // somebody else at this computer, or in another tab: nothing of the person before may stay on the page
  if ('user' in session && session.user.id !== signedIn.user.id) return location.reload()
  localStorage.removeItem(LEFT)
  accessToken = signedIn.accessToken
  openDrafts(signedIn.draftKey)
  const expiresAt = new Date(signedIn.expiresAt).getTime() + aheadOf(response)
  become({ status: 'signed-in', user: signedIn.user, expiresAt })
  openOutbox(signedIn.user.id, signedIn.draftKey)
  clearTimeout(clock)
  const left = expiresAt - Date.now()
  clock = setTimeout(nearTheEnd, Math.max(left - warnBefore, left / 2))
  release(true)
}

/** Milliseconds by which this device's clock is ahead of the server's: a wrong clock must not end a session at once. */
function aheadOf(response: Response): number {
  const answered = Date.parse(response.headers.get('Date') ?? '')
  return Number.isNaN(answered) ? 0 : Date.now() - answered
}

function nearTheEnd() {
  if (session.status !== 'signed-in') return
  if (Date.now() - lastUsed < stillInUse) {
    // Out of reach: nearTheEnd is asked again, and at the latest the next 401 settles it.
    refresh().then(
      (renewed) => renewed || end(),
      () => {
        clock = setTimeout(nearTheEnd, 10_000)
      },
    )
    return
  }
  become({ ...session, status: 'expiring' })
  clock = setTimeout(
    () => {
      const token = accessToken
      // A shared computer: the cookie must not bring the session back.
      void overSignOut('stay', () =>
        tellLeaving(token).then(() => {
          keepPreferences()
          keepDraftsAgain()
        }),
      )
      end()
    },
    Math.max(session.expiresAt - Date.now(), 0),
  )
}

function end() {
  clearTimeout(clock)
  accessToken = ''
  if (session.status === 'signed-in' || session.status === 'expiring') become({ ...session, status: 'ended' })
}

function release(signedIn: boolean) {
  const released = waiting
  waiting = []
  for (const resolve of released) resolve(signedIn)
}

function become(next: Session) {
  session = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
