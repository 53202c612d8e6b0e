import { useLayoutEffect, useRef } from 'react'

export interface LiveTextProps {
  /** Calls back whenever the text may be another. @returns what ends that */
  follow: (listener: () => void) => () => void
  text: () => string
}

/** A figure that changes many times a second: written into the document by itself, without React drawing anew. */
export function LiveText({ follow, text }: LiveTextProps) {
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const shown = new Text()
    ref.current?.replaceChildren(shown)
    let before = ''
    const write = () => {
      const now = text()
      // The node stays: another one in its place costs the browser ten times as much.
      if (now !== before) shown.data = now
      before = now
    }
    write()
    return follow(write)
  }, [follow, text])
  return <span ref={ref} />
}
