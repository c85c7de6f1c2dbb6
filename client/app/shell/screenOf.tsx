import { type ComponentType, useEffect, useState } from 'react'
import { Message } from '#client/app/parts/Message.tsx'

type Found<Props> = { readonly screen: ComponentType<Props> } | { readonly trouble: unknown } | null

/**
 * A screen whose code is loaded when it is first shown. Not by Suspense: React holds back for 0.3 s what comes after a fallback. Code that cannot
 * be loaded is thrown to the nearest error boundary.
 */
export function screenOf<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let known: Found<Props> = null
  return function Loaded(props: Props) {
    const [found, setFound] = useState<Found<Props>>(known)
    useEffect(() => {
      if (known !== null) return
      let here = true
      load().then(
        ({ default: screen }) => {
          known = { screen }
          if (here) setFound(known)
        },
        (trouble: unknown) => here && setFound({ trouble }),
      )
      return () => {
        here = false
      }
    }, [])
    if (found === null) return <Message title="Opening…" waiting />
    if ('trouble' in found) throw found.trouble
    return <found.screen {...props} />
  }
}
