import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Attendance, Attendances, NewAttendance } from 'shared/attendances'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { notFound } from '../problem.js'
import { listAttendances, recordAttendance, takeBackAttendance } from './attendance.js'
import { findSession } from './queries.js'
import { SessionParams, sessionId } from './routes.js'

const tags = ['Working group']
const AttendanceParams = SessionParams.extend({ attendanceId: z.string() })

/** Who came to a session: the institute by post, families by first name. */
export const attendanceRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Attendance of a session: posts in the order of minutes, families as they were written',
    params: SessionParams,
    response: { 200: Attendances },
  }
  app.get('/', { schema: list }, ({ scope, params }) =>
    transact(scope, async (open) => listAttendances(open, (await findSession(open, sessionId(params))).id)),
  )

  const record = {
    tags,
    summary: 'Note who came: a post (by id, or by kind and place), or a family by first name',
    description:
      '`ooadText` takes an OOAD as people say it; one that means two ("Veracruz") is 409 `ambiguous` with its candidates. The same post twice is 409 `already-present`; two families of one name are two.',
    params: SessionParams,
    body: NewAttendance,
    response: { 201: Attendance },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordAttendance(open, sessionId(request.params), request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Take back an attendance written by mistake; answers the attendance as it stands',
    params: AttendanceParams,
    response: { 200: Attendances },
  }
  app.post('/:attendanceId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = z.uuid().safeParse(request.params.attendanceId)
    if (!id.success) throw notFound()
    return once(request, reply, async (open) => ({
      status: 200,
      body: await takeBackAttendance(open, sessionId(request.params), id.data),
    }))
  })
}
