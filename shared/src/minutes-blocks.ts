import * as z from 'zod'

/**
 * A text of the working group as nodes: what the parser makes of markdown (no HTML, links `https:` only), what pages draw
 * and the PDF tags. A figure is a reference by its key (session-figures.ts); nobody types it.
 */
const leaf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('figure'), key: z.string() }),
])

const styled = z.object({ kind: z.enum(['strong', 'emphasis']), inlines: z.array(leaf) })
const link = z.object({ kind: z.literal('link'), url: z.url({ protocol: /^https$/ }), inlines: z.array(leaf) })

export const Inline = z.union([leaf, styled, link])
export type Inline = z.infer<typeof Inline>

const inlines = z.array(Inline)

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.int().min(2).max(4), inlines }),
  z.object({ kind: z.literal('paragraph'), inlines }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(inlines) }),
  z.object({ kind: z.literal('quote'), inlines }),
])
export type Block = z.infer<typeof Block>
