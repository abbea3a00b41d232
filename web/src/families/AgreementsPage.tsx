import type { AgreementFate, PublishedAgreements } from 'shared/published'
import { Link, useSearchParams } from 'wouter'
import { Disclosure } from '../design/Disclosure'
import { useWords } from '../words/define'
import { familyAgreementWords } from '../words/families-agreements'
import { Answered, useAnswer } from './answer'
import { Page } from './Page'
import { agreementAt, paths } from './places'
import { sayStanding } from './standing'

const fates = ['late', 'open', 'kept'] as const satisfies readonly AgreementFate[]

/** What was agreed and how it goes, those that are late first. */
export function AgreementsPage() {
  const words = useWords(familyAgreementWords)
  const [search] = useSearchParams()
  const fate = fates.find((it) => it === search.get('ver'))
  const answer = useAnswer<PublishedAgreements>(`published-agreements?limit=200${fate ? `&fate=${fate}` : ''}`)
  return (
    <Page title={words.title} lead={words.lead} printable>
      <Answered answer={answer}>
        {({ sums, byOffice, items }) =>
          sums.kept + sums.late + sums.open === 0 && items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <>
              <nav className="f-choices g-no-print" aria-label={words.filters}>
                <Link href={paths.agreements} aria-current={fate === undefined ? 'page' : undefined}>
                  {words.all}
                </Link>
                {fates.map((it) => (
                  <Link key={it} href={`${paths.agreements}?ver=${it}`} aria-current={fate === it ? 'page' : undefined}>
                    {words.sum(sums[it], words[it])}
                  </Link>
                ))}
              </nav>
              {items.length === 0 && <p>{words.noneHere}</p>}
              <ul className="f-list">
                {items.map((it) => (
                  <li key={it.id} className={it.late ? 'f-late' : undefined}>
                    <p>
                      <strong>{it.code}</strong> {it.caseAlias !== null && `${it.caseAlias}: `}
                      {it.text}
                    </p>
                    <p>
                      <strong>{sayStanding(it, words)}</strong>{' '}
                      {words.answers(
                        [it.responsible, it.place.hospital ?? it.place.ooadName].filter(Boolean).join(', '),
                      )}
                    </p>
                    <Link className="g-no-print" href={agreementAt(it.id)} aria-label={`${words.seeHow}: ${it.code}`}>
                      {words.seeHow}
                    </Link>
                  </li>
                ))}
              </ul>
              <Disclosure title={words.byOffice}>
                <Offices offices={byOffice} />
              </Disclosure>
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function Offices({ offices }: { offices: PublishedAgreements['byOffice'] }) {
  const words = useWords(familyAgreementWords)
  return (
    <table className="f-table">
      <thead>
        <tr>
          <th scope="col">{words.office}</th>
          {fates.map((fate) => (
            <th key={fate} scope="col">
              {words[fate]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {offices.map(({ ooadCode, ooadName, ...sums }) => (
          <tr key={ooadCode ?? 'nation'}>
            <th scope="row">{ooadName ?? words.nation}</th>
            {fates.map((fate) => (
              <td key={fate} data-label={words[fate]}>
                {sums[fate]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
