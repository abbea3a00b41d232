import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import type {
  NewProtocol,
  Protocol,
  ProtocolDifferenceAnswer,
  ProtocolImported,
  ProtocolList,
  ProtocolVersion,
  ProtocolVersionEdit,
} from 'shared/protocol-library'
import { http, type idempotencyKeys, ifMatch } from '../http'

export type ProtocolFilter = { search: string; status: string; kind: string; library: string }

export const protocols = (filter: ProtocolFilter) =>
  infiniteQueryOptions({
    queryKey: ['protocols', 'list', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const asked = Object.entries({ ...filter, cursor: pageParam }).filter(([, value]) => value !== '')
      return http.get('protocols', { searchParams: Object.fromEntries(asked), signal }).json<ProtocolList>()
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const protocol = (id: string) =>
  queryOptions({
    queryKey: ['protocols', id],
    queryFn: ({ signal }) => http.get(`protocols/${id}`, { signal }).json<Protocol>(),
  })

const at = (protocolId: string, versionId: string) => `protocols/${protocolId}/versions/${versionId}`

export const protocolVersion = (protocolId: string, versionId: string) =>
  queryOptions({
    queryKey: ['protocols', protocolId, 'versions', versionId],
    queryFn: ({ signal }) => http.get(at(protocolId, versionId), { signal }).json<ProtocolVersion>(),
  })

export const protocolDifference = (protocolId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['protocols', protocolId, 'difference', from, to],
    queryFn: ({ signal }) =>
      http
        .get(`protocols/${protocolId}/difference`, { searchParams: { from, to }, signal })
        .json<ProtocolDifferenceAnswer>(),
  })

type Keys = ReturnType<typeof idempotencyKeys>

export const createProtocol = (keys: Keys) =>
  mutationOptions({
    mutationFn: (json: NewProtocol) =>
      http.post('protocols', { json, headers: keys.headersFor(json) }).json<ProtocolVersion>(),
    onSuccess: (_made, _input, _before, { client }) => {
      keys.done()
      return client.invalidateQueries({ queryKey: ['protocols'] })
    },
  })

export const draftVersion = (protocolId: string, keys: Keys) =>
  mutationOptions({
    mutationFn: (fromVersionId: string) => {
      const json = { fromVersionId }
      return http
        .post(`protocols/${protocolId}/versions`, { json, headers: keys.headersFor(json) })
        .json<ProtocolVersion>()
    },
    onSuccess: (_made, _input, _before, { client }) => {
      keys.done()
      void client.invalidateQueries({ queryKey: ['protocols'] }) // the button that asked goes with the answer
    },
  })

export const saveVersion = (protocolId: string, versionId: string) =>
  mutationOptions({
    mutationFn: ({ read, edit }: { read: number; edit: ProtocolVersionEdit }) =>
      http.patch(at(protocolId, versionId), { json: edit, headers: ifMatch(read) }).json<ProtocolVersion>(),
    onSuccess: (saved, _input, _before, { client }) =>
      client.setQueryData(protocolVersion(protocolId, versionId).queryKey, saved),
  })

/** `in-use` freezes a draft, `retirement` ends a version in use. */
export const changeVersion = (protocolId: string, versionId: string) =>
  mutationOptions({
    mutationFn: ({ act, read }: { act: 'in-use' | 'retirement'; read: number }) =>
      http.post(`${at(protocolId, versionId)}/${act}`, { headers: ifMatch(read) }).json<ProtocolVersion>(),
    onSuccess: (_saved, _input, _before, { client }) => client.invalidateQueries({ queryKey: ['protocols'] }),
  })

export const importProtocol = (keys: Keys) =>
  mutationOptions({
    mutationFn: (json: { organizationId: string | null; document: Record<string, unknown> }) =>
      http.post('protocols/imports', { json, headers: keys.headersFor(json) }).json<ProtocolImported>(),
    onSuccess: (_made, _input, _before, { client }) => {
      keys.done()
      return client.invalidateQueries({ queryKey: ['protocols'] })
    },
  })

export const filePath = (protocolId: string, versionId: string) => `${at(protocolId, versionId)}/file`
