import { type ReactNode, useEffect, useRef, useState } from 'react'

/**
 * Mounts its content only while it is within a screen or two of the viewport; away from it, it keeps the height that the content had
 * (`height` pixels before it was ever shown), so that nothing jumps.
 */
export function Near(props: { readonly height: number; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const [tall, setTall] = useState(props.height)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new IntersectionObserver(
      entries => {
        const entry = entries.at(-1)
        if (!entry) return
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          setTall(entry.boundingClientRect.height)
        setNear(entry.isIntersecting)
      },
      { rootMargin: '700px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} style={near ? undefined : { height: tall }}>
      {near && props.children}
    </div>
  )
}
