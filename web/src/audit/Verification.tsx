import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AuditVerification } from 'shared/audit'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorState } from '../design/states'
import { clockTime, shownNumber } from '../time'
import { audit as auditWords } from '../words/audit'
import { useWords } from '../words/define'
import { auditVerification } from './api'

/** A light that is lit only after every chain was walked. */
export function Verification() {
  const words = useWords(auditWords)
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery({ ...auditVerification, enabled: false })
  const client = useQueryClient()
  const verify = async () => {
    await refetch()
    await client.invalidateQueries({ queryKey: ['audit-events'] }) // what waited has its place in the chain now
  }
  return (
    <Card
      title={words.verification}
      actions={
        <Button icon="shield" busy={isFetching} busyWords={words.verifying} onClick={() => void verify()}>
          {words.verify}
        </Button>
      }
    >
      <div className="g-audit-light" role="status">
        {data === undefined ? (
          <StatusTag tone="neutral">{words.notVerified}</StatusTag>
        ) : (
          <StatusTag tone={data.broken.length === 0 ? 'success' : 'error'}>
            {data.broken.length === 0 ? words.intact : words.broken}
          </StatusTag>
        )}
        <p>{data === undefined ? words.verificationText : <Result result={data} at={new Date(dataUpdatedAt)} />}</p>
      </div>
      {error && <ErrorState error={error} onRetry={() => void verify()} />}
      {data !== undefined && data.broken.length > 0 && <Broken broken={data.broken} />}
    </Card>
  )
}

function Result({ result, at }: { result: AuditVerification; at: Date }) {
  const words = useWords(auditWords)
  const { events, chains, unsealed, broken } = result
  return (
    <>
      {broken.length === 0
        ? words.intactText(shownNumber(events), shownNumber(chains), clockTime(at))
        : words.brokenText(broken.length)}
      {unsealed > 0 && ` ${words.unsealed(shownNumber(unsealed))}`}
    </>
  )
}

function Broken({ broken }: { broken: AuditVerification['broken'] }) {
  const words = useWords(auditWords)
  return (
    <ul className="g-audit-broken">
      {broken.map(({ chain, position, id, why }) => (
        <li key={chain}>
          <strong>{words.brokenRow(chain, shownNumber(position))}</strong>: {words[why]} <code>{id}</code>
        </li>
      ))}
    </ul>
  )
}
