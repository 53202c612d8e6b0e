import { useEffect, useState } from 'react'

/** True once `isOn` has been true for `ms`: what is over sooner shows no sign of waiting. */
export function useLasting(isOn: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!isOn) return setLasts(false)
    const timer = setTimeout(() => setLasts(true), ms)
    return () => clearTimeout(timer)
  }, [isOn, ms])
  return isOn && lasts
}
