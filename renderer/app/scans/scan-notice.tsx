import { ScanBarcode, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { floatingLook } from '../../ui/menu'
import { appText } from '../text'
import { openScan } from './open-scan'
import { useScans } from './use-scans'

const shownForMs = 10_000

/** Opens what is scanned, from any screen; a code that opens nothing is named, with what to do. */
export function Scans() {
  const [, navigate] = useLocation()
  const [said, setSaid] = useState<string>()
  useScans(code => {
    setSaid(undefined)
    void openScan(code).then(opened => {
      if ('path' in opened) navigate(opened.path)
      else setSaid(opened.says)
    })
  })
  useEffect(() => {
    if (said === undefined) return
    const timer = setTimeout(() => setSaid(undefined), shownForMs)
    return () => clearTimeout(timer)
  }, [said])
  if (said === undefined) return null
  return (
    <div
      role="alert"
      className={classes(
        floatingLook,
        'fixed top-14 right-[calc(var(--basket-width)+8px)] left-[calc(var(--list-width)+8px)] z-20 mx-auto flex w-fit items-center gap-2.5 border-warn-line bg-warn-soft py-2 pr-2 pl-3',
      )}
    >
      <ScanBarcode size={18} aria-hidden className="shrink-0 text-warn" />
      <p className="min-w-0 text-label">{said}</p>
      <IconButton label={appText.scans.dismiss} size="small" onClick={() => setSaid(undefined)}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
