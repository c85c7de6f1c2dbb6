import { type ReactNode, type RefObject, useImperativeHandle, useEffect, useRef, useState } from 'react'
import { turns } from './turns.ts'

const inTurn = turns(then => requestAnimationFrame(() => setTimeout(then)))

/**
 * Mounts its content only while it is within a screen or two of the viewport; away from it, it keeps the height that the content had
 * (`height` pixels before it was ever shown), so that nothing jumps. Rows that come near together are mounted one a frame.
 */
export function Near(props: {
  readonly height: number
  /** Is given the place of the content, mounted or not. */
  readonly seen?: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}) {
  const { seen } = props
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const [tall, setTall] = useState(props.height)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(seen, () => place.current)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let takeBack = () => {}
    const observer = new IntersectionObserver(
      entries => {
        const entry = entries.at(-1)
        if (!entry) return
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          setTall(entry.boundingClientRect.height)
        takeBack()
        if (entry.isIntersecting) takeBack = inTurn(() => setNear(true))
        else setNear(false)
      },
      { rootMargin: '700px 0px' },
    )
    observer.observe(element)
    return () => {
      takeBack()
      observer.disconnect()
    }
  }, [])
  return (
    <div ref={place} style={near ? undefined : { height: tall }}>
      {near && props.children}
    </div>
  )
}
