import { useQuery } from '@tanstack/react-query'
import { Answer } from '../design/Answer'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { audit as auditWords } from '../words/audit'
import { useWords } from '../words/define'
import { acts, sayAct } from '../words/permissions'
import { shell } from '../words/shell'
import { type PermissionLine, permissionTable } from './api'

const groups = [
  [
    'groupPeople',
    /^\w+ \/api\/(identifiers|practitioners|patients(?!.*\/(pain|analgesic|sedation|early-warning|febrile)-))/,
  ],
  ['groupPain', /\/(pain|analgesic|sedation|early-warning|febrile)-|\/pain\//],
  ['groupFigures', /^\w+ \/api\/(counts|reports)/],
  ['groupFiles', /^\w+ \/api\/(imports|import-mappings|deidentified-cases)/],
  [
    'groupWorkingGroup',
    /^\w+ \/api\/(working-group|agreements|agenda-points|published|bulletins|identity|figure-checks|shortage-reports)/,
  ],
  ['groupSupply', /^\w+ \/api\/(shortages|stock)/],
  ['groupAudit', /^\w+ \/api\/audit/],
  ['groupCatalogues', /^\w+ \/api\/(hospitals|ooads|classification|terminology|catalogues)/],
  ['groupAccess', /./],
] as const

const reaches = {
  open: 'reachOpen',
  'signed-in': 'reachSignedIn',
  patient: 'reachPatient',
  'own-hospitals': 'reachOwnHospitals',
  own: 'reachOwn',
  nation: 'reachNation',
} as const

/** The very table that is enforced, in words an auditor reads; made by the server, so it cannot fall behind. */
export function PermissionsPage() {
  const words = useWords(auditWords)
  const table = useQuery(permissionTable)
  return (
    <>
      <PageHeader title={words.permissionsTitle} lead={words.permissionsLead} />
      <div className="g-stack g-stack-loose">
        <ul className="g-stack">
          {([words.rules1, words.rules2, words.rules3, words.rules4] as const).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <Answer query={table} lines={12}>
          {(lines) => (
            <div className="g-stack g-stack-loose">
              <h2>{words.permissionsCaption}</h2>
              {grouped(lines).map(({ group, lines: own }) => (
                <GroupTable key={group} title={words[group]} lines={own} />
              ))}
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

function GroupTable({ title, lines }: { title: string; lines: readonly PermissionLine[] }) {
  const words = useWords(auditWords)
  const actWords = useWords(acts)
  const roleWords: Readonly<Record<string, unknown>> = useWords(shell)
  const known: Readonly<Record<string, (typeof reaches)[keyof typeof reaches]>> = reaches
  const who = ({ reach, roles }: PermissionLine) =>
    reach === 'open'
      ? words.everybody
      : roles.length === 0
        ? words.anySignedIn
        : roles.map((role) => (typeof roleWords[role] === 'string' ? roleWords[role] : role)).join(', ')
  const columns: readonly Column<PermissionLine>[] = [
    { key: 'act', header: words.act, title: true, cell: ({ route }) => sayAct(actWords, route) },
    { key: 'who', header: words.whoMay, cell: who },
    {
      key: 'reach',
      header: words.reach,
      cell: ({ reach }) => {
        const word = known[reach]
        return word ? words[word] : reach
      },
    },
  ]
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={lines}
      rowKey={({ route }) => route}
      copy={false}
      empty={{ title }}
      pageLength={200}
    />
  )
}

function grouped(lines: readonly PermissionLine[]) {
  const groupOf = ({ route }: PermissionLine) => groups.find(([, pattern]) => pattern.test(route))?.[0] ?? 'groupAccess'
  return groups.map(([group]) => ({ group, lines: lines.filter((line) => groupOf(line) === group) }))
}
