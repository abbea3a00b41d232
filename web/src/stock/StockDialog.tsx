import { useMutation } from '@tanstack/react-query'
import { NewStockEntry } from 'shared/supply'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Dialog } from '../design/Dialog'
import { SelectField } from '../design/SelectField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { useMedications } from '../medications/api'
import { currentLanguage } from '../preferences'
import { codeOf, type FieldProblem, Problem } from '../problem'
import { refusals } from '../refusals'
import { today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { stockWords } from '../words/stock'
import { recordStock } from './api'

const order = ['clave', 'pieces', 'monthlyConsumption', 'countedOn']

/** One count of one key. */
export function StockDialog({
  organizationId,
  onSaved,
  onClose,
}: {
  organizationId: string
  onSaved: (clave: string) => void
  onClose: () => void
}) {
  const words = useWords(stockWords)
  const shared = useWords(common)
  const form = useForm('stock', { clave: '', pieces: '', monthlyConsumption: '', countedOn: today() })
  const record = useMutation(recordStock)
  const { values, refused } = form

  function refuse(problems: readonly FieldProblem[]) {
    form.refuse(problems)
    const [first] = [...problems].sort((a, b) => order.indexOf(a.pointer.slice(2)) - order.indexOf(b.pointer.slice(2)))
    if (first) document.getElementById(`stock-${first.pointer.slice(2)}`)?.focus()
  }

  function save() {
    const number = (text: string) => (text.trim() === '' ? undefined : Number(text.replaceAll(',', '')))
    const unreadable = (['pieces', 'monthlyConsumption'] as const)
      .filter((key) => Number.isNaN(number(values[key])))
      .map((key) => ({ pointer: `#/${key}`, code: 'number-shape' }))
    const { clave, countedOn } = values
    const [pieces, monthlyConsumption] = [number(values.pieces), number(values.monthlyConsumption)]
    const body = {
      organizationId,
      clave,
      pieces,
      countedOn,
      ...(monthlyConsumption !== undefined && { monthlyConsumption }),
    }
    const wrong = [...unreadable, ...refusals(NewStockEntry, body)].map((it) =>
      it.pointer === '#/clave' && clave === '' ? { ...it, code: 'required' } : it,
    )
    const parsed = NewStockEntry.safeParse(body)
    if (wrong.length > 0 || !parsed.success) return refuse(wrong)
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    record.mutate(
      { body: parsed.data, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          onSaved(clave)
          onClose()
        },
        onError: (error) => error instanceof Problem && refuse(error.errors),
      },
    )
  }

  return (
    <Dialog
      title={words.dialogTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={record.isPending} busyWords={words.saving} onClick={save}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.dialogText}</p>
        {record.error && <Banner tone="error">{say(codeOf(record.error))}</Banner>}
        <SelectField
          id="stock-clave"
          label={words.claveField}
          error={refusedAt(refused, 'clave')}
          value={values.clave}
          onChange={({ target }) => form.set({ clave: target.value })}
          choices={useClaves()}
        />
        <TextField
          id="stock-pieces"
          label={words.piecesField}
          hint={words.piecesHint}
          width="short"
          inputMode="numeric"
          error={refusedAt(refused, 'pieces')}
          value={values.pieces}
          onChange={({ target }) => form.set({ pieces: target.value })}
        />
        <TextField
          id="stock-monthlyConsumption"
          label={words.consumption}
          hint={words.consumptionHint}
          optional
          width="short"
          inputMode="decimal"
          error={refusedAt(refused, 'monthlyConsumption')}
          value={values.monthlyConsumption}
          onChange={({ target }) => form.set({ monthlyConsumption: target.value })}
        />
        <DateField
          id="stock-countedOn"
          label={words.countedField}
          error={refusedAt(refused, 'countedOn')}
          value={values.countedOn}
          onChange={(countedOn) => form.set({ countedOn })}
        />
      </div>
    </Dialog>
  )
}

/** 'Vincristina · Frasco ámpula de 1 mg · 010.000.1768.00', by name. */
function useClaves() {
  const language = currentLanguage()
  return [...useMedications().values()]
    .flatMap(({ label, pieces }) =>
      pieces.map(({ clave, presentation }) => ({
        value: clave,
        label: [label[language], presentation, clave].filter(Boolean).join(' · '),
      })),
    )
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
