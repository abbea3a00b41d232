import { queryOptions, useQuery } from '@tanstack/react-query'
import type { PainScale, PainScalePictureList } from 'shared/pain-scales'
import type * as z from 'zod'
import { http } from '../http'
import { isFaces, type Pictures } from './score-options'

const none: Pictures = new Map()

/**
 * A hospital's own drawings of a scale of faces. Half a set is none: faces of two hands cannot be compared, so then all
 * are drawn by us. Undefined while they come.
 */
export function usePictures(organizationId: string, scale: PainScale | undefined): Pictures | undefined {
  const faces = scale !== undefined && isFaces(scale)
  const { data, isLoading } = useQuery({ ...picturesOf(organizationId, scale), enabled: faces })
  return faces && isLoading ? undefined : (data ?? none)
}

const picturesOf = (organizationId: string, scale: PainScale | undefined) =>
  queryOptions({
    queryKey: ['pain-scale-pictures', organizationId, scale?.id],
    staleTime: 10 * 60_000,
    queryFn: async ({ signal }): Promise<Pictures> => {
      const searchParams = { organizationId }
      const { items } = await http
        .get('pain-scale-pictures', { searchParams, signal })
        .json<z.infer<typeof PainScalePictureList>>()
      const own = new Set(items.flatMap((it) => (it.scale === scale?.id ? [it.value] : [])))
      const values = scale?.allowedValues ?? []
      if (values.length === 0 || !values.every((value) => own.has(value))) return none
      const drawn = values.map(async (value) => {
        const at = `pain-scale-pictures/${organizationId}/${scale?.id}/${value}`
        return [value, await dataUrl(await http.get(at, { signal }).blob())] as const
      })
      return new Map(await Promise.all(drawn))
    },
  })

/** As text that an `img` shows: the picture needs the token, which an address of it would not carry. */
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
