/** Own drawings on a grid of 24, one stroke wide. Always beside a word, so hidden from screen readers. */
const drawings = {
  home: 'M4 11 12 4l8 7M6 9.5V20h4.5v-5h3v5H18V9.5',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20',
  personAdd: 'M9.5 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM3 20c.5-4 3-6 6.5-6s6 2 6.5 6M19 7v6M16 10h6',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c.7-4.2 3.5-6.5 7.5-6.5s6.8 2.3 7.5 6.5',
  upload: 'M12 15V4M7.5 8 12 3.5 16.5 8M4 15v5h16v-5',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M4 16v4h16v-4',
  board: 'M4 20h16M6.5 16v-4M12 16V5M17.5 16V9',
  hospital: 'M5 20V5h14v15M3 20h18M12 8v5M9.5 10.5h5M10 20v-3.5h4V20',
  report: 'M6 3.5h8l4 4V20.5H6ZM14 3.5v4h4M9 12h6M9 15.5h6',
  shield: 'M12 3.5 19 6v5.5c0 4.5-2.8 7.5-7 9-4.2-1.5-7-4.5-7-9V6ZM9 12l2.2 2.2L15.2 10',
  book: 'M5 5.5C5 4.5 6 4 7 4h12v13H7c-1 0-2 .5-2 1.5ZM5 18.5c0 1 1 1.5 2 1.5h12v-3M9 8h6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19 7',
  success: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM8 12.3l2.8 2.8L16 9.5',
  info: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5M12 7.5v.2',
  warning: 'M12 4 21 19.5H3ZM12 10v4.5M12 17v.2',
  error: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7ZM12 7.5v5.5M12 16.3v.2',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM9.7 9.5c.2-3.2 4.9-3 4.8 0 0 2-2.5 2-2.5 4M12 16.6v.2',
  globe: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17Z',
  signOut: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9.5',
  chevronDown: 'M6 9.5l6 6 6-6',
  chevronRight: 'M9.5 6l6 6-6 6',
  arrowUp: 'M12 19V6M7 10.5 12 5.5l5 5',
  arrowDown: 'M12 5v13M7 13.5l5 5 5-5',
  sort: 'M8.5 10 12 6l3.5 4M8.5 14l3.5 4 3.5-4',
  copy: 'M8.5 8.5h11v11h-11ZM15.5 8.5v-4h-11v11h4',
  eye: 'M3 12c4.5-7.3 13.5-7.3 18 0-4.5 7.3-13.5 7.3-18 0ZM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z',
  eyeOff:
    'M4 4l16 16M9.5 6.8c4.2-1.2 8.7.5 11.5 5.2-.9 1.5-2 2.7-3.2 3.6M14.5 17.1C10.3 18.4 5.8 16.7 3 12c.9-1.5 2-2.7 3.2-3.6',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2.5',
  offline:
    'M4 4l16 16M3.5 9.5c1.3-1.2 2.9-2 4.6-2.5M20.5 9.5c-2.6-2.4-6-3.4-9.3-3M7 13c.9-.8 2-1.3 3-1.6M17 13l-.8-.6M12 17.5v.2',
  pencil: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5ZM14 6.5 17.5 10',
  calendar: 'M4.5 6h15v14h-15ZM4.5 10h15M8.5 3.5V7M15.5 3.5V7',
  table: 'M4 5h16v14H4ZM4 10h16M4 14.5h16M10 10v9',
  sound: 'M4.5 9.5v5h3.5l4.5 4v-13L8 9.5ZM16 9c1.6 1.7 1.6 4.3 0 6M18.7 6.5c3 3.2 3 7.8 0 11',
  pulse: 'M3 12.5h4l2.5-7 5 13 2.5-6h4',
  printer: 'M7 9V4h10v5M7 16H4V9h16v7h-3M7 13.5h10v6.5H7Z',
} as const

export type IconName = keyof typeof drawings

export const iconNames = Object.keys(drawings) as IconName[] // the keys of a constant are its names

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
