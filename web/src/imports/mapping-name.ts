import { useQuery } from '@tanstack/react-query'
import { builtInMappings } from 'shared/imports'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import { savedMappings } from './api'

/** The words for a mapping: one of ours, or the name the person gave. */
export function useMappingName(): (mapping: string) => string {
  const words = useWords(importWords)
  const saved = useQuery(savedMappings)
  return (mapping) => {
    const own = builtInMappings.find((it) => it === mapping)
    if (own) return words.mappingName(own)
    return saved.data?.items.find(({ id }) => id === mapping)?.name ?? words.mappingSaved
  }
}
