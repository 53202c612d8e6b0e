import { useEffect, useState } from 'react'

/** The time (epoch milliseconds), renewed as each whole `stepMs` of the clock begins. */
export function useNow(stepMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), stepMs - (now % stepMs))
    return () => clearTimeout(timer)
  }, [now, stepMs])
  return now
}
