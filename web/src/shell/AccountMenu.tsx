import { useState } from 'react'
import type { User } from 'shared/access'
import { Menu, MenuItem } from '../design/Menu'
import { LeaveDialog } from '../outbox/LeaveDialog'
import { useOutbox } from '../outbox/useOutbox'
import { signOut } from '../session'
import { useWords } from '../words/define'
import { shell } from '../words/shell'

export function AccountMenu({ user }: { user: User }) {
  const words = useWords(shell)
  const { items } = useOutbox()
  const [leaving, leave] = useState(false)
  const roles = [...new Set(user.grants.map(({ role }) => words[role]))]
  return (
    <>
      <Menu label={user.name} icon="person" className="g-top-button">
        {(close) => (
          <>
            <div className="g-menu-note">
              <strong>{user.name}</strong>
              <div>{user.email}</div>
              <div>{roles.join(' · ')}</div>
            </div>
            <MenuItem
              icon="signOut"
              onClick={() => {
                if (items.length === 0) return void signOut()
                close()
                leave(true)
              }}
            >
              {words.signOut}
            </MenuItem>
          </>
        )}
      </Menu>
      {leaving && <LeaveDialog onLeave={() => void signOut()} onStay={() => leave(false)} />}
    </>
  )
}
