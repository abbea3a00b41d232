import type { User } from 'shared/access'
import { Menu, MenuItem } from '../design/Menu'
import { queryClient } from '../queries'
import { signOut } from '../session'
import { useWords } from '../words/define'
import { shell } from '../words/shell'

export function AccountMenu({ user }: { user: User }) {
  const words = useWords(shell)
  const roles = [...new Set(user.grants.map(({ role }) => words[role]))]
  return (
    <Menu label={user.name} icon="person" className="g-top-button">
      {() => (
        <>
          <div className="g-menu-note">
            <strong>{user.name}</strong>
            <div>{user.email}</div>
            <div>{roles.join(' · ')}</div>
          </div>
          <MenuItem
            icon="signOut"
            onClick={async () => {
              await signOut()
              queryClient.clear() // the next person at this computer finds nothing
            }}
          >
            {words.signOut}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
