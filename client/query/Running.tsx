import { useEffect, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import styles from './query.module.css'

/** A step at work: how long already, and Stop. Appears after a moment, so that quick answers do not flicker. */
export function Running({ since, onStop }: { readonly since: number; readonly onStop: () => void }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, now - since) / 1000
  if (seconds < 0.3) return null
  return (
    <p className={styles['running']}>
      <span role="status">Running</span> <span aria-hidden>{seconds.toFixed(1)} s</span>
      <Button small onClick={onStop}>
        Stop
      </Button>
    </p>
  )
}
