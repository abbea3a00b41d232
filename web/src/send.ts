import { problemOf, reach } from './problem'
import { currentToken, refresh, signedInAs, untilSignedIn } from './session'

/**
 * Sends a request as whoever is signed in, once more where their session had to be renewed. Throws `Problem` for what the
 * server refused and `OfflineError` when nothing answered.
 */
export async function send(request: Request): Promise<Response> {
  const sender = signedInAs()
  let response = await sendWithToken(request)
  if (response.status === 401 && ((await refresh()) || (await untilSignedIn()))) {
    // another tab may have let another person in: what one typed is never sent as the other
    if (sender === undefined || signedInAs() === sender) response = await sendWithToken(request)
  }
  if (!response.ok) throw await problemOf(response)
  return response
}

function sendWithToken(request: Request) {
  const copy = request.clone()
  const token = currentToken()
  if (token) copy.headers.set('Authorization', `Bearer ${token}`)
  return reach(copy)
}
