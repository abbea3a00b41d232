import './NeutralFace.css'

/**
 * Our own plain drawing of how much it hurts, from 0 (nothing) to 1 (the most): the mouth bends down and opens, the
 * brows rise in the middle, the eyes close. No smile and no tears, so that it asks for pain and not for joy or sorrow. It is
 * validated by nobody and says so wherever it stands.
 */
export function NeutralFace({ much }: { much: number }) {
  const bend = 24 * much
  const open = 10 * Math.max(0, much - 0.4)
  const eye = 5 - 3.4 * much
  return (
    <svg className="g-face" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <circle cx="50" cy="50" r="44" />
      <ellipse className="g-face-full" cx="34" cy="44" rx="4.5" ry={eye} />
      <ellipse className="g-face-full" cx="66" cy="44" rx="4.5" ry={eye} />
      <path d={`M25 ${32 + 6 * much} 42 ${32 - 4 * much}M75 ${32 + 6 * much} 58 ${32 - 4 * much}`} />
      <path
        d={`M30 ${68 + bend / 3}Q50 ${68 - bend} 70 ${68 + bend / 3}Q50 ${68 - bend + 2 * open} 30 ${68 + bend / 3}Z`}
      />
    </svg>
  )
}
