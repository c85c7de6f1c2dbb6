import { type RefObject, useCallback, useRef, useState } from 'react'

/**
 * Where a panel that opens beside a button is put into the page: the dialog that the button stands in (else it would lie under it), or the
 * page's main part, so that it belongs to a landmark. Undefined, the body, until `find` is called: when it opens.
 */
export function useLandmark(): {
  readonly button: RefObject<HTMLButtonElement | null>
  readonly place: HTMLElement | undefined
  readonly find: () => void
} {
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<HTMLElement>()
  const find = useCallback(
    () =>
      setPlace(
        button.current?.closest<HTMLElement>('dialog, main') ?? document.querySelector('main') ?? undefined,
      ),
    [],
  )
  return { button, place, find }
}
