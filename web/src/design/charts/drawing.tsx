import { type ComponentProps, useEffect, useRef, useState } from 'react'

/** The width of the place, so that words in a chart keep their size on a phone. */
export function useWidth(first = 640) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(first)
  useEffect(() => {
    if (!place.current) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width))
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return { place, width }
}

/** The frame names it: the finding is its label, the figures in words its description. */
export function Drawing({ width, height, ...rest }: ComponentProps<'svg'> & { width: number; height: number }) {
  return <svg {...rest} width={width} height={height} viewBox={`-1 -1 ${width + 2} ${height + 2}`} />
}

/** The hatching of what is hidden: seen without colour and in grey print. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="g-chart-hatch" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  )
}

export function hiddenAmong(figures: readonly (number | null)[]) {
  return figures.filter((it) => it === null).length
}
