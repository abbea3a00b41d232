import { useQueryClient } from '@tanstack/react-query'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { useWords } from '../words/define'
import { registration } from '../words/registration'
import { useOwnHospitalIds } from './own-hospitals'
import { RegistrationForm } from './RegistrationForm'
import { RegistrationSaved } from './RegistrationSaved'
import { registrationKey, useLastRegistration } from './registering'

/** One dense page for the one who does this sixty times a day; afterwards, what was saved and the next person. */
export function RegistrationPage() {
  const words = useWords(registration)
  const own = useOwnHospitalIds()
  const last = useLastRegistration()
  const client = useQueryClient()
  if (own.length === 0)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState icon="hospital" title={words.noHospital} />
      </>
    )
  if (last?.status === 'success' && last.registered)
    return (
      <RegistrationSaved
        registered={last.registered}
        onAnother={() => {
          const cache = client.getMutationCache()
          for (const done of cache.findAll({ mutationKey: registrationKey })) cache.remove(done)
        }}
      />
    )
  return <RegistrationForm hospitalIds={own} last={last} />
}
