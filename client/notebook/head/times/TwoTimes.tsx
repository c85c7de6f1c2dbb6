import { useId } from 'react'
import type { ResolvedRange } from '#shared/time/range.ts'
import styles from '#client/notebook/head/head.module.css'

export type TypedTimes = { readonly from: string; readonly to: string }

/** A beginning and an end, typed; what cannot be read is said under its field. */
export function TwoTimes(props: {
  readonly typed: TypedTimes
  readonly onType: (typed: TypedTimes) => void
  readonly read: ResolvedRange
  /** On whose clocks: `UTC`. */
  readonly zoneWords: string
  /** Ahead of the labels, where two pairs stand together: `Before, `. */
  readonly of?: string
}) {
  const id = useId()
  const { typed, read, of = '' } = props
  const field = (end: 'from' | 'to') => {
    const reason =
      !read.ok && (read.end === end || (read.end === 'both' && end === 'to')) ? read.reason : null
    const label = `${of}${end}`
    return (
      <div>
        <label htmlFor={`${id}-${end}`}>
          {label.charAt(0).toUpperCase() + label.slice(1)} ({props.zoneWords})
        </label>
        <input
          id={`${id}-${end}`}
          value={typed[end]}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={reason !== null}
          aria-describedby={reason === null ? undefined : `${id}-${end}-problem`}
          onChange={event => props.onType({ ...typed, [end]: event.target.value })}
        />
        {reason !== null && (
          <p id={`${id}-${end}-problem`} role="alert">
            {reason}
          </p>
        )}
      </div>
    )
  }
  return (
    <div className={styles['two']}>
      {field('from')}
      {field('to')}
    </div>
  )
}
