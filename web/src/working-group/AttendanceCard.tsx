import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FamilyAttendance, InstituteAttendance, NewAttendance } from 'shared/attendances'
import { type FamilyRelation, familyRelations } from 'shared/working-group'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, IconButton } from '../design/Button'
import { Card } from '../design/Card'
import { idempotencyKey, sentOnce } from '../http'
import { codeOf } from '../problem'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { attendanceWords } from '../words/sessions'
import { familyRelationWords } from '../words/working-group'
import { attendance, recordAttendance, takeBackAttendance } from './api'
import { FamilyAdder } from './FamilyAdder'
import { InstituteAdder } from './InstituteAdder'
import { postText } from './place'

/** Taken back: what it was called, and the body that notes it again. */
type TakenBack = { name: string; again: NewAttendance }

/** Who came: posts in the order of minutes, families by first name. */
export function AttendanceCard({ session: { id }, writes }: { session: WorkingGroupSession; writes: boolean }) {
  const words = useWords(attendanceWords)
  const query = useQuery(attendance(id))
  const takeBack = useMutation(takeBackAttendance(id))
  const record = useMutation(recordAttendance(id))
  const [removed, setRemoved] = useState<TakenBack>()
  const [added, setAdded] = useState('')
  const remove = (attendanceId: string, taken: TakenBack) => {
    setAdded('')
    takeBack.mutate(attendanceId, { onSuccess: () => setRemoved(taken) })
  }
  const undo = (taken: TakenBack) =>
    record.mutate(
      { body: taken.again, headers: idempotencyKey(sentOnce(taken.again)) },
      { onSuccess: () => setRemoved(undefined) },
    )
  const noted = (who: string) => {
    setRemoved(undefined)
    setAdded(words.added(who))
  }
  const failure = takeBack.error ?? record.error
  return (
    <Card title={words.title}>
      <div className="g-stack">
        <p className="g-hidden" role="status">
          {added}
        </p>
        {removed && (
          <Banner
            tone="info"
            onClose={() => setRemoved(undefined)}
            actions={
              <Button size="small" busy={record.isPending} onClick={() => undo(removed)}>
                {words.undo}
              </Button>
            }
          >
            {words.removed(removed.name)}
          </Banner>
        )}
        {failure && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <Answer query={query} lines={4}>
          {({ institute, families }) => (
            <div className="g-attendance">
              <section className="g-stack" aria-labelledby="attendance-institute">
                <h3 id="attendance-institute">{words.institute}</h3>
                {writes && <InstituteAdder sessionId={id} onAdded={noted} />}
                <Institute institute={institute} onRemove={writes ? remove : undefined} />
              </section>
              <section className="g-stack" aria-labelledby="attendance-families">
                <h3 id="attendance-families">{words.families}</h3>
                {writes && <FamilyAdder sessionId={id} onAdded={noted} />}
                <Families families={families} onRemove={writes ? remove : undefined} />
              </section>
            </div>
          )}
        </Answer>
      </div>
    </Card>
  )
}

type Remove = ((id: string, taken: TakenBack) => void) | undefined

function Institute({ institute, onRemove }: { institute: readonly InstituteAttendance[]; onRemove: Remove }) {
  const words = useWords(attendanceWords)
  if (institute.length === 0) return <p className="g-soft">{words.instituteNone}</p>
  return (
    <ul className="g-attendees">
      {institute.map((it) => {
        const name = postText({ name: it.post, place: it.place })
        const { organizationId, ooadCode } = it.place
        return (
          <li key={it.id}>
            <span>
              {name}
              {it.holder !== null && <span className="g-soft"> {it.holder}</span>}
            </span>
            {onRemove && (
              <IconButton
                icon="close"
                label={words.remove(name)}
                onClick={() =>
                  onRemove(it.id, {
                    name,
                    again: {
                      postId: it.postId,
                      ...(organizationId !== null && { organizationId }),
                      ...(ooadCode !== null && { ooadCode }),
                    },
                  })
                }
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Families({ families, onRemove }: { families: readonly FamilyAttendance[]; onRemove: Remove }) {
  const words = useWords(attendanceWords)
  if (families.length === 0) return <p className="g-soft">{words.familiesNone}</p>
  const groups = familyRelations
    .map((relation) => ({ relation, own: families.filter((it) => it.relation === relation) }))
    .filter(({ own }) => own.length > 0)
  return (
    <div className="g-stack">
      {groups.map(({ relation, own }) => (
        <div key={relation}>
          <h4>{`${words[relation]}: ${own.length}`}</h4>
          <p className="g-print-only">{own.map(({ givenName }) => givenName).join(', ')}</p>
          <ul className="g-names g-no-print">
            {own.map((it) => (
              <Family key={it.id} family={it} relation={relation} onRemove={onRemove} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Family({
  family: { id, givenName },
  relation,
  onRemove,
}: {
  family: FamilyAttendance
  relation: FamilyRelation
  onRemove: Remove
}) {
  const words = useWords(attendanceWords)
  const relations = useWords(familyRelationWords)
  const name = `${givenName} (${relations[relation].toLowerCase()})`
  return (
    <li translate="no">
      {givenName}
      {onRemove && (
        <IconButton
          icon="close"
          label={words.remove(name)}
          onClick={() => onRemove(id, { name, again: { givenName, relation } })}
        />
      )}
    </li>
  )
}
