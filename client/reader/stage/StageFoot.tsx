import { useEffect, useState } from 'react'
import { useZone } from '#client/app/zone.ts'
import { printDay } from '#shared/time/clock.ts'
import { evidenceOf, type Slide } from './slides.ts'
import styles from './stage.module.css'

type StageFootProps = {
  readonly slides: readonly Slide[]
  readonly at: number
  readonly onShow: (at: number) => void
  readonly onLeave: () => void
}

/** How far the presentation is, of when its evidence is, and for how long it has run. */
export function StageFoot({ slides, at, onShow, onLeave }: StageFootProps) {
  const { zone } = useZone()
  const slide = slides[at]
  const run = slide?.is === 'step' && evidenceOf(slide.run) !== null ? slide.run : null
  return (
    <footer className={styles.foot}>
      <nav aria-label="Slides" className={styles.dots}>
        {slides.map((each, i) => (
          <button
            key={i}
            type="button"
            aria-label={each.is === 'answer' ? 'The answer' : `Step ${each.number}: ${each.step.title}`}
            aria-current={i === at ? 'step' : undefined}
            onClick={() => onShow(i)}
          />
        ))}
      </nav>
      <span className={styles.turn}>
        <button type="button" aria-label="Back" disabled={at === 0} onClick={() => onShow(at - 1)}>
          ←
        </button>
        <button
          type="button"
          aria-label="Next"
          disabled={at >= slides.length - 1}
          onClick={() => onShow(at + 1)}
        >
          →
        </button>
        <button type="button" aria-label="Back to the notebook" onClick={onLeave}>
          ✕
        </button>
      </span>
      {run !== null && <span>kept evidence of {printDay(run.at, zone)}</span>}
      <Elapsed />
    </footer>
  )
}

const clock = (seconds: number) => {
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

function Elapsed() {
  const [begun] = useState(() => performance.now())
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - begun) / 1000)), 500)
    return () => clearInterval(timer)
  }, [begun])
  return (
    <span role="timer" aria-label="Time since the beginning" className={styles.clock}>
      {clock(seconds)}
    </span>
  )
}
