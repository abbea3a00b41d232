const across = 20
const step = 11

/** A hundred people as dots, the first of them filled; the sentence above says the same in words. */
export function Hundred({ first }: { first: number }) {
  return (
    <svg className="g-hundred" viewBox={`0 0 ${across * step} ${(100 / across) * step}`} aria-hidden="true">
      {Array.from({ length: 100 }, (_person, at) => at).map((at) => (
        <circle
          key={at}
          className={at < first ? 'g-hundred-first' : undefined}
          cx={(at % across) * step + step / 2}
          cy={Math.floor(at / across) * step + step / 2}
          r={at < first ? 4.4 : 3.6}
        />
      ))}
    </svg>
  )
}
