import { Fragment } from 'react'
import { printKeys } from './keys.ts'
import parts from './parts.module.css'

/** A key, a chord (`mod+k`) or a sequence (`d d`), printed as on this computer. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <>
      {keys.split(' ').map((chord, i) => (
        <Fragment key={i}>
          {i > 0 && ' '}
          <kbd className={parts.kbd}>{printKeys(chord)}</kbd>
        </Fragment>
      ))}
    </>
  )
}
