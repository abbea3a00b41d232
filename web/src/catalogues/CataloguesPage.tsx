import { useQuery } from '@tanstack/react-query'
import type { CatalogueVersion } from 'shared/terminology'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { Disclosure } from '../design/Disclosure'
import { PageHeader } from '../design/PageHeader'
import { inHospitalTime, shownNumber } from '../time'
import { catalogueWords } from '../words/catalogues'
import { useWords } from '../words/define'
import { catalogues } from './api'

/** Which editions the program classifies with, and where they came from. */
export function CataloguesPage() {
  const words = useWords(catalogueWords)
  const query = useQuery(catalogues)
  const names: Readonly<Record<string, unknown>> = words
  const name = ({ catalogue }: CatalogueVersion) => {
    const known = names[catalogue]
    return typeof known === 'string' ? known : catalogue
  }
  const columns: readonly Column<CatalogueVersion>[] = [
    { key: 'catalogue', header: words.catalogue, title: true, cell: name, value: name },
    { key: 'version', header: words.version, cell: ({ version }) => version, value: ({ version }) => version },
    {
      key: 'rows',
      header: words.rows,
      numeric: true,
      cell: ({ rows }) => shownNumber(rows),
      value: ({ rows }) => rows,
    },
    { key: 'loadedAt', header: words.loadedAt, cell: (it) => inHospitalTime(it.loadedAt), value: (it) => it.loadedAt },
    { key: 'source', header: words.source, cell: ({ source }) => <code>{fileOf(source)}</code> },
    {
      key: 'sha256',
      header: words.fingerprint,
      cell: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}</code>,
      value: ({ sha256 }) => sha256,
    },
  ]
  const rowKey = ({ catalogue, version, sha256 }: CatalogueVersion) => `${catalogue} ${version} ${sha256}`
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <Answer query={query} lines={9}>
        {({ items }) => (
          <div className="g-stack g-stack-loose">
            <DataTable
              caption={words.current}
              level={2}
              columns={columns}
              rows={items.filter(({ current }) => current)}
              rowKey={rowKey}
              empty={{ title: words.empty, text: words.emptyText }}
            />
            <DataTable
              caption={words.replaced}
              level={2}
              columns={columns}
              rows={items.filter(({ current }) => !current)}
              rowKey={rowKey}
              empty={{ title: words.noneReplaced, text: words.noneReplacedText }}
            />
            <Card>
              <Disclosure title={words.howTo}>
                <div className="g-stack">
                  <p>{words.howToText}</p>
                  <p>
                    <code>{words.howToCommand}</code>
                  </p>
                </div>
              </Disclosure>
            </Card>
          </div>
        )}
      </Answer>
    </>
  )
}

/** The folder says nothing to who reads it. */
function fileOf(source: string) {
  return source.slice(source.lastIndexOf('/') + 1)
}
