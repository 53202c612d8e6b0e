import { useLayoutEffect, useRef } from 'react'

export interface LiveTextProps {
  /** Calls back whenever the text may be another. @returns what ends that */
  follow: (listener: () => void) => () => void
  text: () => string
}

/**
 * A figure that changes many times a second: written into the document by itself, without React drawing anew, and with
 * all others of its kind five times a second, which is more than can be read.
 */
export function LiveText({ follow, text }: LiveTextProps) {
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const shown = new Text()
    ref.current?.replaceChildren(shown)
    const write = () => {
      const now = text()
      // The node stays: another one in its place costs the browser ten times as much.
      if (now !== shown.data) shown.data = now
    }
    write()
    const stop = follow(() => writeSoon(write))
    return () => {
      due.delete(write)
      stop()
    }
  }, [follow, text])
  return <span ref={ref} />
}

/** Between two pictures of the figures, in milliseconds; one that changes by itself is written at once. */
const pictureMs = 200
const due = new Set<() => void>()
let writtenAt = 0

function writeSoon(write: () => void) {
  if (due.size === 0) setTimeout(writeAll, Math.max(0, writtenAt + pictureMs - performance.now()))
  due.add(write)
}

function writeAll() {
  writtenAt = performance.now()
  for (const write of due) write()
  due.clear()
}
