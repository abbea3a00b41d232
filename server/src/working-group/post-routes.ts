import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { GroupPost, GroupPosts, NewHolder, NewPost, PostEdit, PostsQuery } from 'shared/working-group-posts'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { createPost, editPost, listPosts, nameHolder } from './posts.js'

const tags = ['Working group']
const PostParams = z.object({ postId: z.string() })

/** Posts of the working group, apart from whoever holds them. */
export const postRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary:
      'Posts with their holders, in the order of minutes; words find post, place, holder or an OOAD by its alias',
    querystring: PostsQuery,
    response: { 200: GroupPosts },
  }
  app.get('/', { schema: list }, async ({ scope, query }) => {
    const { limit, cursor } = query
    const offset = readCursor(cursor)
    const found = await transact(scope, (open) => listPosts(open, query))
    return {
      items: found.slice(offset, offset + limit),
      nextCursor: found.length > offset + limit ? encodeCursor(offset + limit) : null,
    }
  })

  const create = {
    tags,
    summary: 'A post at a hospital, an OOAD (by code or in words) or neither',
    body: NewPost,
    response: { 201: GroupPost },
  }
  app.post('/', { schema: create }, (request, reply) =>
    once(request, reply, async (open) => ({ status: 201, body: await createPost(open, request.body) })),
  )

  const edit = {
    tags,
    summary: 'Mend the name of a post, close it or open it again (merge patch, If-Match)',
    params: PostParams,
    body: PostEdit,
    response: { 200: GroupPost },
  }
  app.patch('/:postId', { schema: edit }, async ({ scope, params, body, headers }, reply) => {
    const edited = await transact(scope, (open) => editPost(open, postId(params), versionOf(headers['if-match']), body))
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const hold = {
    tags,
    summary: 'Name who holds a post from a day on; the former ends on the day before',
    params: PostParams,
    body: NewHolder,
    response: { 201: GroupPost },
  }
  app.post('/:postId/holders', { schema: hold }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await nameHolder(open, postId(request.params), request.body),
    })),
  )
}

function postId({ postId: asked }: z.infer<typeof PostParams>): string {
  const id = z.uuid().safeParse(asked)
  if (!id.success) throw notFound()
  return id.data
}
