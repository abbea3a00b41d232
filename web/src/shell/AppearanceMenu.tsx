import { Menu, MenuItem } from '../design/Menu'
import { setPreferences, usePreferences } from '../preferences'
import { useWords } from '../words/define'
import { shell } from '../words/shell'

/** Language and theme: on the sign-in page too, because one must be able to read it. */
export function AppearanceMenu({ className }: { className?: string }) {
  const words = useWords(shell)
  const { language, theme } = usePreferences()
  const themes = [
    ['system', words.themeSystem],
    ['light', words.themeLight],
    ['dark', words.themeDark],
    ['contrast', words.themeContrast],
  ] as const
  return (
    <Menu
      label={language === 'es' ? words.spanish : words.english}
      icon="globe"
      describedAs={`${words.language}, ${words.theme}`}
      {...(className && { className })}
    >
      {() => (
        <>
          <p className="g-menu-heading">{words.language}</p>
          <MenuItem chosen={language === 'es'} onClick={() => setPreferences({ language: 'es' })}>
            {words.spanish}
          </MenuItem>
          <MenuItem chosen={language === 'en'} onClick={() => setPreferences({ language: 'en' })}>
            {words.english}
          </MenuItem>
          <p className="g-menu-heading">{words.theme}</p>
          {themes.map(([value, label]) => (
            <MenuItem key={value} chosen={theme === value} onClick={() => setPreferences({ theme: value })}>
              {label}
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  )
}
