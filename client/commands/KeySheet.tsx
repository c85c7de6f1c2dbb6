import { Dialog } from '#client/app/parts/Dialog.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { grouped } from './grouped.ts'
import { commandsNow } from './registry.ts'
import styles from './commands.module.css'

/** Every key of the screens that stand now, by group. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const groups = grouped(commandsNow().filter(command => command.keys !== undefined))
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keys"
      description={
        <>
          Letters work while nothing is being typed into; <Kbd keys="escape" /> leaves a field.
        </>
      }
      wide
    >
      <div className={styles.sheet}>
        {groups.map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map(command => (
                <div key={command.id}>
                  <dt>
                    {command.keys?.map((keys, i) => (
                      <span key={keys}>
                        {i > 0 && <span className={styles.or}> or </span>}
                        <Kbd keys={keys} />
                      </span>
                    ))}
                  </dt>
                  <dd>{command.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
