import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { HospitalField, useHospitalsInReach } from '../network/HospitalField'
import { useWords } from '../words/define'
import { painSettingWords } from '../words/pain-settings'
import { painSettings } from './api'
import { SettingsForm } from './SettingsForm'
import { Sources } from './Sources'

/** When each hospital looks again, set by whoever coordinates it. */
export function PainSettingsPage() {
  const words = useWords(painSettingWords)
  const [search, setSearch] = useSearchParams()
  const hospitals = useHospitalsInReach()
  const organizationId = search.get('hospital') ?? (hospitals.length === 1 ? (hospitals[0]?.id ?? '') : '')
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="g-stack">
        <HospitalField
          label={words.hospital}
          value={organizationId}
          onChange={(hospital) => setSearch(new URLSearchParams(hospital ? { hospital } : {}))}
        />
        {organizationId === '' ? (
          <Card>
            <EmptyState icon="hospital" title={words.chooseTitle} text={words.chooseText} />
          </Card>
        ) : (
          <Settings key={organizationId} organizationId={organizationId} />
        )}
      </div>
    </>
  )
}

function Settings({ organizationId }: { organizationId: string }) {
  const query = useQuery(painSettings(organizationId))
  return (
    <Answer query={query} lines={12}>
      {(current) => (
        <div className="g-stack">
          <Card>
            <SettingsForm current={current} />
          </Card>
          <Card>
            <Sources current={current} />
          </Card>
        </div>
      )}
    </Answer>
  )
}
