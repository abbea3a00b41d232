import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { User } from 'shared/access'
import { waitingPoints } from '../agenda-points/api'
import { followedCases, waitingAgreements } from '../agreements/api'
import { noFilter, queryOf } from '../agreements/filter'
import { catalogues } from '../catalogues/api'
import { counts } from '../counts/api'
import { figure } from '../counts/figure'
import { houseRule } from '../counts/question'
import { hasDraft } from '../drafts'
import { ownImports } from '../imports/api'
import type { Place } from '../navigation'
import { paths } from '../paths'
import { registrationDraft } from '../patients/registration-values'
import { reports } from '../reports/api'
import { holds } from '../session'
import { longDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { homeWords } from '../words/home'
import { type Live, TaskCards } from './TaskCards'

export function LiveTasks({ user }: { user: User }) {
  return <TaskCards live={useFigures(user)} />
}

/** Of the places the person holds; what has not come, or will not, is absent. */
function useFigures(user: User): Readonly<Partial<Record<Place['word'], Live>>> {
  const words = useWords(homeWords)
  const coordinates = holds(user, ['coordinator'])
  const represents = holds(user, ['parent-representative'])
  const cares = holds(user, ['hospital-staff'])
  const today = useQuery({
    ...counts({ on: '', since: '', rule: houseRule }),
    enabled: coordinates || represents || cares,
  }).data
  const files = useInfiniteQuery({ ...ownImports, enabled: holds(user, ['hospital-staff', 'coordinator']) }).data
  const frozen = useInfiniteQuery({ ...reports, enabled: coordinates || represents }).data?.pages[0]?.items[0]
  const agreed = useQuery({ ...waitingAgreements, enabled: coordinates }).data
  const points = useQuery({ ...waitingPoints, enabled: coordinates }).data
  const unknown = useQuery({ ...followedCases, enabled: cares }).data?.items.filter(
    ({ patientId }) => patientId === null,
  )
  const editions = useQuery({ ...catalogues, enabled: holds(user, ['admin']) }).data?.items
  const waiting = files?.pages[0]?.items.filter(
    ({ status, dryRun, accepted }) => status === 'ready' && !dryRun && accepted > 0,
  )
  const loaded = editions?.filter(({ current }) => current).length
  return {
    ...(today &&
      cares && {
        findPatient: {
          figure: figure(today.total.patients),
          text: words.findLive(today.balance.added ?? 2, figure(today.balance.added)),
        },
      }),
    ...(hasDraft(registrationDraft) && { newPatient: { text: words.newPatientLive } }),
    ...(today && {
      board: {
        figure: figure(today.total.patients),
        text: words.boardLive(today.balance.added ?? 2, figure(today.balance.added)),
      },
      hospitals: {
        figure: figure(today.total.hospitals),
        text: words.hospitalsLive(figure(today.total.umae), figure(today.total.secondLevel)),
      },
      publishedFigures: { figure: figure(today.total.patients), text: words.publishedLive(longDay(today.on)) },
    }),
    ...(waiting &&
      waiting.length > 0 && {
        imports: { figure: shownNumber(waiting.length), text: words.importsLive(waiting.length) },
      }),
    ...(agreed &&
      agreed.late + agreed.soon > 0 && {
        agreements: {
          figure: shownNumber(agreed.late + agreed.soon),
          text: words.agreementsLive(agreed.late, agreed.soon),
          href: `${paths.agreements}?${new URLSearchParams(queryOf({ ...noFilter, when: 'soon', mine: true }))}`,
        },
      }),
    ...(points && { points: { figure: shownNumber(points), text: words.pointsLive(points) } }),
    ...(unknown &&
      unknown.length > 0 && {
        agreedCases: { figure: shownNumber(unknown.length), text: words.agreedCasesLive(unknown.length) },
      }),
    ...(frozen && { reports: { text: words.reportsLive(longDay(frozen.on)) } }),
    ...(loaded !== undefined && { catalogues: { figure: shownNumber(loaded), text: words.cataloguesLive } }),
  }
}
