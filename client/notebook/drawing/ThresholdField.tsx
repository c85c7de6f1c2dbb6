import { useId, useState } from 'react'
import { readQuantity, writeQuantity } from '#shared/picture/scale/quantity.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import styles from './settings.module.css'

/** The level of a threshold as somebody types it, `250ms` or `5%`; empty takes it away. What cannot be read is said under the field. */
export function ThresholdField(props: {
  readonly value: number | null
  readonly unit: Unit
  readonly onSet: (value: number | null) => void
}) {
  const { value, unit, onSet } = props
  const id = useId()
  const written = value === null ? '' : writeQuantity(value, unit)
  const [text, setText] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const set = () => {
    if (text === null || text === written) return setText(null)
    const read = text.trim() === '' ? { value: null } : readQuantity(text, unit)
    if ('wrong' in read) return setWrong(read.wrong)
    if (read.value !== value) onSet(read.value)
    setText(null)
  }
  return (
    <label className={styles['field']}>
      <span>Threshold</span>
      <input
        value={text ?? written}
        placeholder="none"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : id}
        onChange={event => {
          setText(event.target.value)
          setWrong(null)
        }}
        onBlur={set}
        onKeyDown={event => {
          if (event.key === 'Enter') set()
        }}
      />
      {wrong !== null && (
        <em id={id} role="alert">
          {wrong}
        </em>
      )}
    </label>
  )
}
