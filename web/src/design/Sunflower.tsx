const turns = [0, 36, 72, 108, 144]

/** The mark: ten petals and a deep green heart. Decoration beside the name, so hidden from screen readers. */
export function Sunflower({ size = 32 }: { size?: number }) {
  return (
    <svg className="g-sunflower" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="var(--sun)">
        {turns.map((turn) => (
          <g key={turn} transform={`rotate(${turn} 16 16)`}>
            <ellipse cx="16" cy="5.6" rx="3" ry="5.1" />
            <ellipse cx="16" cy="26.4" rx="3" ry="5.1" />
          </g>
        ))}
      </g>
      <circle cx="16" cy="16" r="6.6" fill="var(--heart, var(--primary))" />
      <g fill="none" stroke="var(--sun)" strokeWidth="0.8" strokeLinecap="round">
        <circle cx="16" cy="16" r="4.4" strokeDasharray="0 1.975" />
        <circle cx="16" cy="16" r="2.2" strokeDasharray="0 1.7279" />
      </g>
    </svg>
  )
}
