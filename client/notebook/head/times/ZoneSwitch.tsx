import { useZone } from '#client/app/zone.ts'
import { Button } from '#client/app/parts/Button.tsx'
import styles from '#client/notebook/head/head.module.css'

/** Whose clocks times are shown and typed on: UTC or this computer's. */
export function ZoneSwitch() {
  const { name, choose } = useZone()
  return (
    <span className={styles['zone']} role="group" aria-label="Times in">
      {(['utc', 'local'] as const).map(each => (
        <Button
          key={each}
          small
          kind={name === each ? 'plain' : 'quiet'}
          aria-pressed={name === each}
          onClick={() => choose(each)}
        >
          {each === 'utc' ? 'UTC' : 'Local time'}
        </Button>
      ))}
    </span>
  )
}
