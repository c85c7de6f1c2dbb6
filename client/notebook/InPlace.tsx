import { useEffect, useRef, useState } from 'react'
import { useLatest } from '#client/text/useLatest.ts'
import styles from './notebook.module.css'

/**
 * A line of text that reads as text and is a button to change it. Enter or leaving keeps what was typed, Esc drops it.
 * `register` hands out how to begin.
 */
export function InPlace(props: {
  readonly value: string
  /** What it is, for screen readers: `Title of step 7`. */
  readonly label: string
  readonly placeholder: string
  readonly maxLength: number
  readonly onSet: (to: string) => void
  readonly register?: (begin: () => void) => () => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { register, value } = props
  const latest = useLatest(value)
  useEffect(() => register?.(() => setTyped(latest.current)), [register, latest])
  const end = (keep: boolean, back: boolean) => {
    if (keep && typed !== null && typed.trim() !== value) props.onSet(typed.trim())
    setTyped(null)
    if (back) requestAnimationFrame(() => button.current?.focus())
  }
  if (typed === null)
    return (
      <button
        ref={button}
        type="button"
        className={styles['inPlace']}
        data-empty={value === ''}
        title={props.label}
        onClick={() => setTyped(value)}
      >
        {value === '' ? props.placeholder : value}
      </button>
    )
  return (
    <input
      className={styles['inPlaceField']}
      autoFocus
      aria-label={props.label}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      value={typed}
      size={Math.max(12, typed.length + 1)}
      onFocus={event => event.target.select()}
      onChange={event => setTyped(event.target.value)}
      onBlur={() => end(true, false)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(event.key === 'Enter', true)
      }}
    />
  )
}
