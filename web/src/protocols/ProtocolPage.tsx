import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Protocol, ProtocolVersion } from 'shared/protocol-library'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { download } from '../download'
import { addressOf, paths } from '../paths'
import { holds, useSession } from '../session'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { protocolWords } from '../words/protocols'
import { filePath, protocol, protocolVersion } from './api'
import { Definition } from './Definition'
import { ExampleMark } from './ExampleMark'
import { NewProtocolDialog } from './NewProtocolDialog'
import { VersionActs } from './VersionActs'
import './protocols.css'

/** One protocol as it is read and printed: the version in use unless another is asked for. */
export function ProtocolPage({ protocolId }: { protocolId: string }) {
  return <Page protocolId={protocolId} />
}

export function ProtocolVersionPage({ protocolId, versionId }: { protocolId: string; versionId: string }) {
  return <Page protocolId={protocolId} versionId={versionId} />
}

function Page({ protocolId, versionId }: { protocolId: string; versionId?: string }) {
  const words = useWords(protocolWords)
  const query = useQuery(protocol(protocolId))
  const { data } = query
  const shown = versionId ?? shownVersion(data)
  return (
    <>
      <PageHeader
        title={data?.name ?? words.title}
        lead={data && [data.code, data.organization?.name ?? words.network].join(' · ')}
        actions={
          data &&
          shown !== undefined && (
            <>
              <Button icon="printer" onClick={() => print()}>
                {words.print}
              </Button>
              <Button
                icon="download"
                onClick={() => void download(filePath(protocolId, shown), {}, `${data.code}.json`)}
              >
                {words.download}
              </Button>
            </>
          )
        }
      />
      <Answer query={query} lines={9}>
        {(found) => (
          <div className="g-stack">
            {found.example && <ExampleMark long />}
            {found.base && <Base protocol={found} shown={shown} />}
            {shown !== undefined && <Version protocol={found} versionId={shown} />}
            <Versions protocol={found} shown={shown} />
          </div>
        )}
      </Answer>
    </>
  )
}

const shownVersion = (protocol: Protocol | undefined): string | undefined =>
  (protocol?.versions.find(({ status }) => status === 'in-use') ?? protocol?.versions[0])?.id

function Base({ protocol: { id, base }, shown }: { protocol: Protocol; shown: string | undefined }) {
  const words = useWords(protocolWords)
  if (base === null) return null
  return (
    <Banner
      tone={base.superseded ? 'warning' : 'info'}
      title={words.baseOf(base.name, base.number)}
      actions={
        shown !== undefined && (
          <ButtonLink size="small" href={comparison(id, base.versionId, shown)}>
            {words.compareWithBase}
          </ButtonLink>
        )
      }
    >
      {base.superseded && words.superseded}
    </Banner>
  )
}

const comparison = (protocolId: string, from: string, to: string) =>
  `${addressOf(paths.compareProtocols, { protocolId })}?de=${from}&a=${to}`

function Version({ protocol: { id: protocolId, versions }, versionId }: { protocol: Protocol; versionId: string }) {
  const query = useQuery(protocolVersion(protocolId, versionId))
  return (
    <Answer query={query} lines={9}>
      {(version) => (
        <div className="g-stack">
          <Head version={version} versions={versions} />
          <Card>
            <Definition definition={version.definition} />
          </Card>
          <Sources version={version} />
        </div>
      )}
    </Answer>
  )
}

function Head({ version, versions }: { version: ProtocolVersion; versions: Protocol['versions'] }) {
  const words = useWords(protocolWords)
  const session = useSession()
  const [copies, copy] = useState(false)
  const writes = 'user' in session && holds(session.user, ['coordinator'])
  return (
    <Card title={words.versionNumber(version.number)} actions={<VersionState status={version.status} />}>
      <div className="g-stack">
        {version.changeNote && (
          <p>
            <strong>{words.changeNote}:</strong> {version.changeNote}
          </p>
        )}
        <p className="g-protocol-small">
          {version.putInUseAt
            ? words.putInUse(inHospitalTime(version.putInUseAt))
            : words.recorded(inHospitalTime(version.recordedAt))}
        </p>
        {writes && (
          <div className="g-protocol-actions g-no-print">
            {version.protocol.editable && <VersionActs version={version} versions={versions} />}
            {version.status !== 'draft' && version.protocol.organization === null && (
              <Button icon="copy" onClick={() => copy(true)}>
                {words.variant}
              </Button>
            )}
          </div>
        )}
        {copies && <NewProtocolDialog base={version} onClose={() => copy(false)} />}
      </div>
    </Card>
  )
}

function VersionState({ status }: { status: ProtocolVersion['status'] }) {
  const words = useWords(protocolWords)
  const tone = status === 'in-use' ? 'success' : status === 'draft' ? 'sun' : 'neutral'
  return (
    <StatusTag tone={tone} icon={status === 'draft' ? 'pencil' : status === 'in-use' ? 'success' : 'clock'}>
      {words[status]}
    </StatusTag>
  )
}

function Sources({ version: { definition } }: { version: ProtocolVersion }) {
  const words = useWords(protocolWords)
  return (
    <Card title={words.sources}>
      {definition.sources.length === 0 ? (
        <p>{words.noSources}</p>
      ) : (
        <ul className="g-stack">
          {definition.sources.map(({ citation, url }) => (
            <li key={citation}>
              {citation}{' '}
              {url && (
                <a href={url} rel="noreferrer" target="_blank">
                  {url.replace('https://', '')}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Versions({ protocol: { id, versions }, shown }: { protocol: Protocol; shown: string | undefined }) {
  const words = useWords(protocolWords)
  return (
    <Card title={words.versions}>
      <ul>
        {versions.map(({ id: versionId, number, status, changeNote, putInUseAt }) => (
          <li key={versionId} className="g-version-row">
            <span className="g-row">
              {versionId === shown ? (
                <strong>{words.versionNumber(number)}</strong>
              ) : (
                <Link href={addressOf(paths.protocolVersion, { protocolId: id, versionId })}>
                  {words.versionNumber(number)}
                </Link>
              )}
              <VersionState status={status} />
              {versionId === shown ? (
                <span className="g-protocol-small">{words.current}</span>
              ) : (
                shown !== undefined && (
                  <Link className="g-no-print" href={comparison(id, versionId, shown)}>
                    {words.compare}
                    <span className="g-hidden"> {words.versionNumber(number)}</span>
                  </Link>
                )
              )}
            </span>
            {(changeNote || putInUseAt) && (
              <span className="g-protocol-small">
                {[changeNote, putInUseAt && words.putInUse(inHospitalTime(putInUseAt))].filter(Boolean).join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
