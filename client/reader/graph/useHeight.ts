import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** A place on the screen and its inner height in pixels, followed as it changes; 0 until it is known. */
export function useHeight(): readonly [RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, height]
}
