import { lazy, Suspense, useEffect } from 'react'
import { useOverlay } from '../../ui/overlay'
import type { Screen } from '../screens'

const loadPalette = () => import('../palette/palette')
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))
const KeySheet = lazy(async () => ({ default: (await import('./key-sheet')).KeySheet }))

/** By then the screen itself is there. */
const preloadAfterMs = 1_500

/** What was opened over the screen by a key. */
export function Overlays({ screens }: { screens: readonly Screen[] }) {
  const open = useOverlay(state => state.open)
  useEffect(() => {
    // Fetched before it is asked for: whoever presses the key types on at once.
    const timer = setTimeout(() => void loadPalette(), preloadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Suspense>
      {open === 'palette' && <Palette screens={screens} />}
      {open === 'keys' && <KeySheet />}
    </Suspense>
  )
}
