import type { HospitalPainSettings } from 'shared/pain-settings'
import { DataTable } from '../design/DataTable'
import { useWords } from '../words/define'
import { painSettingWords, type SettingName } from '../words/pain-settings'

/** Where each value of the catalogue comes from, with its rule. */
export function Sources({ current: { sources } }: { current: HospitalPainSettings }) {
  const words = useWords(painSettingWords)
  function named(setting: string): string {
    const word = words[setting as SettingName]
    if (setting.startsWith('reassess')) return words.afterRoute(word)
    return setting.startsWith('early') ? words.afterBand(word) : word
  }
  return (
    <>
      <DataTable
        caption={words.sources}
        level={2}
        columns={[
          {
            key: 'setting',
            header: words.setting,
            title: true,
            cell: ({ setting }) => named(setting),
            value: ({ setting }) => named(setting),
          },
          {
            key: 'source',
            header: words.source,
            cell: ({ source, rule }) => (rule === null ? source : `${source} (${rule})`),
            value: ({ source }) => source,
          },
          {
            key: 'confidence',
            header: words.confidence,
            cell: ({ confidence }) => confidence,
            value: ({ confidence }) => confidence,
          },
        ]}
        rows={sources}
        rowKey={({ setting }) => setting}
        empty={{ title: words.noSources }}
      />
      <p className="g-field-hint">{words.sourcesLead}</p>
    </>
  )
}
