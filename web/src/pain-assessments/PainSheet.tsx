import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type BodySite, bodySites } from 'shared/pain'
import type { PainAssessment } from 'shared/pain-assessments'
import { type PainScale, severityOf } from 'shared/pain-scales'
import type { Patient } from 'shared/patients'
import { enterGoesOn } from '../capture'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { ErrorSummary } from '../design/ErrorSummary'
import { Recovered } from '../design/Recovered'
import { TextField } from '../design/TextField'
import { asFieldErrors, refusedAt } from '../form'
import { codeOf } from '../problem'
import { useShortcut } from '../shortcuts'
import { ageOn, today } from '../time'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import { say } from '../words/problems'
import { ChildMode } from './ChildMode'
import { NextStep } from './NextStep'
import { PainContext } from './PainContext'
import { usePainForm } from './pain-form'
import { hasPlainZero, inWords } from './pain-said'
import { usePictures } from './pictures'
import { SaveBar } from './SaveBar'
import { ScaleChoice, ScaleName } from './ScaleChoice'
import { ScaleScore } from './ScaleScore'
import { type SheetValues, totalSoFar } from './sheet-values'
import { TimeOfPain } from './TimeOfPain'

/** Years; nobody asks a baby. */
const youngestSpeaking = 2

/** One assessment on one page: scale, score, and what may be said beside it. Saved, it is empty for the next. */
export function PainSheet({
  patient,
  scales,
  followsAdministrationId,
  onSaved,
  onWaiting,
}: {
  patient: Patient
  scales: readonly PainScale[]
  followsAdministrationId: string | undefined
  onSaved: (saved: PainAssessment) => void
  onWaiting: () => void
}) {
  const words = useWords(painWords)
  const form = usePainForm({ patient, scales, followsAdministrationId, onSaved, onWaiting })
  const { values, refused, choice, set, save } = form
  const { scale } = choice
  const pictures = usePictures(patient.managingOrganizationId, scale)
  const [asksChild, askChild] = useState(false)
  const score = useFirstFocus(form.round)
  useShortcut('Enter', () => void save())
  const { askingTime } = form
  useEffect(() => {
    if (askingTime) document.getElementById('effectiveDateTime')?.focus()
  }, [askingTime])

  const total = scale && totalSoFar(scale, values)
  const severity = scale && total !== undefined ? severityOf(scale, total) : undefined
  /** A score says when it was pressed. */
  const scored = (change: Partial<SheetValues>, mended: readonly string[]) =>
    set({ ...change, scoredAt: new Date().toISOString() }, mended)
  const zero = (of: PainScale): Partial<SheetValues> => ({
    ...(of.items === null ? { score: 0 } : { items: Object.fromEntries(of.items.map(({ id }) => [id, 0])) }),
    scoredAt: new Date().toISOString(),
    sites: [], // what does not hurt has no place and no cause
    cause: null,
  })
  const toggle = (site: BodySite) =>
    set({ sites: bodySites.filter((it) => (it === site ? !values.sites.includes(it) : values.sites.includes(it))) })
  const { years } = ageOn(patient.birthDate, today())
  const asksItself =
    years < 18 &&
    scale !== undefined &&
    scale.items === null &&
    scale.type === 'self-report' &&
    (scale.step === null || scale.step >= 1)

  return (
    <>
      <form
        className="g-pain"
        key={form.round}
        noValidate
        onKeyDown={enterGoesOn}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save()
        }}
      >
        {form.recovered && !form.saving && <Recovered onStartAgain={() => form.clear()} />}
        <ErrorSummary errors={asFieldErrors(refused, (path) => labelOf(words, scale, path))} attempt={form.attempt} />
        {form.failed !== undefined && <Banner tone="error">{say(codeOf(form.failed))}</Banner>}
        <section className="g-pain-card" aria-label={words.scale}>
          <ScaleName choice={choice} />
          {scale && (
            <div ref={score} className="g-pain-question">
              <ScaleScore
                scale={scale}
                pictures={pictures}
                values={values}
                refused={refused}
                beside={
                  hasPlainZero(scale) && (
                    <Button icon="check" onClick={() => void save(zero(scale))}>
                      {scale.items === null ? words.noPainSave : words.noSignsSave}
                    </Button>
                  )
                }
                onChange={scored}
              />
              {asksItself && (
                <Button kind="quiet" icon="person" onClick={() => askChild(true)}>
                  {words.childMode}
                </Button>
              )}
            </div>
          )}
          <ScaleChoice
            asksAbility={years >= youngestSpeaking}
            choice={choice}
            values={values}
            refused={refused}
            onChange={set}
          />
        </section>
        <PainContext
          build={years < 13 ? 'child' : 'adult'}
          values={values}
          folded={severity === 'none' && saysNoMore(values) && !askingTime}
          step={severity && <NextStep severity={severity} years={years} />}
          onToggle={toggle}
          onChange={set}
        >
          <TimeOfPain
            values={values}
            asking={askingTime}
            refused={refused}
            onChange={(at) => set({ at }, ['effectiveDateTime'])}
          />
        </PainContext>
        {form.asked
          .filter((code) => code !== 'other-scale')
          .map((code) => (
            <Banner key={code} tone="warning" title={words.unusual}>
              <TextField
                id={`reasons-${code}`}
                label={code === 'late-entry' ? words.lateReason : code}
                maxLength={300}
                error={refusedAt(refused, `reasons/${code}`)}
                value={values.reasons[code] ?? ''}
                onChange={({ target }) =>
                  set({ reasons: { ...values.reasons, [code]: target.value } }, [`reasons/${code}`])
                }
              />
            </Banner>
          ))}
        <SaveBar scale={scale} total={total} items={values.items} form={form} />
      </form>
      {asksChild && scale && (
        <ChildMode
          scale={scale}
          pictures={pictures}
          value={values.score}
          onChange={(chosen) => scored({ score: chosen }, ['score'])}
          onLeave={() => askChild(false)}
        />
      )}
    </>
  )
}

/** What is folded away is empty: nothing is sent that cannot be seen. */
const saysNoMore = ({ sites, cause, atRest, action, note, at }: SheetValues) =>
  sites.length === 0 && cause === null && atRest === null && action === null && note === '' && at === null

/** The score is the first thing to answer, on a new sheet and after each that was saved. */
function useFirstFocus(round: number) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new sheet begins at its score
  useEffect(() => {
    const first = place.current?.querySelector<HTMLElement>('input:checked') ?? place.current?.querySelector('input')
    first?.focus({ preventScroll: true })
  }, [round])
  return place
}

type PainWords = ReturnType<typeof useWords<(typeof painWords)['es']>>

function labelOf(words: PainWords, scale: PainScale | undefined, path: string): string {
  const item = /^items\/(.+)$/.exec(path)?.[1]
  if (item !== undefined) {
    const found = scale?.items?.find(({ id }) => id === item)
    return found ? inWords(found.label) : item
  }
  const known: Readonly<Record<string, string>> = {
    score: words.score,
    scale: words.scale,
    effectiveDateTime: words.time,
    note: words.note,
    sites: words.whereHurts,
    'reasons/other-scale': words.scaleReason,
    'reasons/late-entry': words.lateReason,
  }
  return known[path] ?? path
}
