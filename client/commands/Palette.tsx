import { Command as Cmdk } from 'cmdk'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { VerdictSign } from '#client/app/parts/VerdictSign.tsx'
import { useNotebooks } from '#client/server/hooks.ts'
import { grouped } from './grouped.ts'
import { possibleNow } from './registry.ts'
import styles from './commands.module.css'

/** Every command that can be done now, and the investigations, found by typing. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const [groups] = useState(() => grouped(possibleNow().filter(command => command.keysOnly !== true)))
  const [, go] = useLocation()
  const notebooks = useNotebooks('').data?.notebooks ?? []
  const after = (run: () => void) => () => {
    onClose()
    queueMicrotask(run)
  }
  return (
    <Dialog open onClose={onClose} title="Commands" bare>
      <Cmdk label="Commands" className={styles.palette} loop>
        <Cmdk.Input data-autofocus placeholder="What do you want to do?" />
        <Cmdk.List label="Commands">
          <Cmdk.Empty>Nothing of that name.</Cmdk.Empty>
          {groups.map(([group, commands]) => (
            <Cmdk.Group key={group} heading={group}>
              {commands.map(command => (
                <Cmdk.Item
                  key={command.id}
                  value={`${command.title} ${command.id}`}
                  onSelect={after(command.run)}
                >
                  <span>{command.title}</span>
                  {command.keys?.[0] !== undefined && <Kbd keys={command.keys[0]} />}
                </Cmdk.Item>
              ))}
            </Cmdk.Group>
          ))}
          {notebooks.length > 0 && (
            <Cmdk.Group heading="Open an investigation">
              {notebooks.map(notebook => (
                <Cmdk.Item
                  key={notebook.id}
                  value={`${notebook.title} ${notebook.gist} ${notebook.id}`}
                  onSelect={after(() => go(`/n/${notebook.id}`))}
                >
                  <span>{notebook.title || 'Untitled'}</span>
                  {notebook.verdict !== null && <VerdictSign verdict={notebook.verdict} />}
                </Cmdk.Item>
              ))}
            </Cmdk.Group>
          )}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  )
}
