import { mutationOptions, useMutationState } from '@tanstack/react-query'
import type { DuplicateCandidate, NewPatient, Patient } from 'shared/patients'
import type * as z from 'zod'
import { sendCondition } from '../conditions/api'
import { type ConditionValues, conditionBody, conditionDraft } from '../conditions/condition-values'
import { dropDraft, keepDraft } from '../drafts'
import { idempotencyKey, type SentOnce } from '../http'
import { Problem } from '../problem'
import { registerPatient } from './api'
import { registrationDraft } from './registration-values'

type Registration = {
  body: z.input<typeof NewPatient>
  /** Null where nothing of a diagnosis was typed. */
  diagnosis: ConditionValues | null
  sent: SentOnce
}

export type Registered = { patient: Patient; diagnosis: 'none' | 'saved' | 'refused' }

export const registrationKey = ['patients', 'register'] as const

/**
 * The person, then the diagnosis under a key of its own: a line that drops in between repeats both and creates neither
 * twice. A diagnosis that is refused does not undo the person; what was typed of it waits on its own page.
 */
export const register = mutationOptions({
  mutationKey: registrationKey,
  mutationFn: async ({ body, diagnosis, sent }: Registration): Promise<Registered> => {
    const patient = await registerPatient(body, idempotencyKey(sent))
    if (diagnosis === null) return { patient, diagnosis: 'none' }
    try {
      await sendCondition(patient.id, conditionBody(diagnosis), idempotencyKey(sent))
      return { patient, diagnosis: 'saved' }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      keepDraft(conditionDraft(patient.id), { values: diagnosis })
      return { patient, diagnosis: 'refused' }
    }
  },
  // here and not in the page, which may have been left while the line was down
  onSuccess: (_registered, _input, _before, { client }) => {
    dropDraft(registrationDraft)
    return client.invalidateQueries({ queryKey: ['patients'], refetchType: 'none' })
  },
})

export type LastRegistration = {
  mutationId: number
  status: 'idle' | 'pending' | 'success' | 'error'
  /** It waits for the line. */
  paused: boolean
  error: Error | null
  curp: string | null | undefined
  registered: Registered | undefined
}

/** The registration under way, or the last one, on whichever page it was begun. */
export function useLastRegistration(): LastRegistration | undefined {
  return useMutationState({
    filters: { mutationKey: registrationKey },
    select: ({ mutationId, state }): LastRegistration => ({
      mutationId,
      status: state.status,
      paused: state.isPaused,
      error: state.error,
      // only `register` runs under this key
      curp: (state.variables as Registration | undefined)?.body.curp,
      registered: state.data as Registered | undefined,
    }),
  }).at(-1)
}

/** What `409 /problems/possible-duplicate` shows. */
export function candidatesOf(error: unknown): readonly DuplicateCandidate[] | undefined {
  if (!(error instanceof Problem) || error.type !== '/problems/possible-duplicate') return undefined
  const { candidates } = error.details
  return Array.isArray(candidates) ? candidates : []
}
