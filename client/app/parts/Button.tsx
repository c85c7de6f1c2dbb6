import type { ComponentPropsWithRef } from 'react'
import parts from './parts.module.css'

/** plain: outlined; primary: the one thing to do here; quiet: no outline until hovered; danger: takes something away. */
type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger'

type ButtonProps = ComponentPropsWithRef<'button'> & {
  readonly kind?: ButtonKind
  /** For rows and bars. */
  readonly small?: boolean
}

/** A button that never submits a form unless told to. */
export function Button({ kind = 'plain', small = false, className, ...rest }: ButtonProps) {
  const names = [parts.button, parts[kind], small && parts.small, className].filter(Boolean).join(' ')
  return <button type="button" className={names} {...rest} />
}
