import { createPortal } from 'react-dom'
import type { WorklistItem } from 'shared/medication-administrations'
import { medicationName, useMedications } from '../medications/api'
import { shownNss } from '../patients/shown'
import { shownDay } from '../time'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { amount, mixture, numeral, speedOf } from './dose-said'
import './Labels.css'

/** For the bag or the syringe: whose it is and what it holds. No diagnosis and no protocol, by which one could tell it. */
export function Labels({ items }: { items: readonly WorklistItem[] }) {
  const words = useWords(doseWords)
  const known = useMedications()
  if (items.length === 0) return null
  return createPortal(
    <div className="g-labels">
      {items.map((item) => {
        const speed = speedOf(item)
        const { displayName, nss, agregado, recordNumber } = item.patient
        return (
          <article className="g-label" key={item.id} aria-label={words.label}>
            <p className="g-label-name" translate="no">
              {displayName}
            </p>
            <p>
              {nss === null ? `${words.recordNumber} ${recordNumber}` : `${words.nss} ${shownNss(nss)}`}
              {agregado !== null && ` · ${words.agregado} ${agregado}`}
            </p>
            <p>{item.service ?? words.noService}</p>
            <p className="g-label-medicine">{medicationName(known, item.medication)}</p>
            <p className="g-label-dose">{amount(item.plannedDose, item.unit)}</p>
            <p className={item.route === 'IT' ? 'g-label-spine' : 'g-label-route'}>{doseWord(`route-${item.route}`)}</p>
            <p>{[mixture(item), speed !== null && words.speed(numeral(speed))].filter(Boolean).join(' · ')}</p>
            <p>{shownDay(item.plannedOn)}</p>
          </article>
        )
      })}
    </div>,
    document.body,
  )
}
