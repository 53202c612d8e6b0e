import { useEffect, useReducer } from 'react'
import { classes } from './classes'

/** Milliseconds left until `deadlineAt` (by `performance.now()`), never below zero, renewed as each second ends. */
export function useCountdown(deadlineAt: number): number {
  const [, renew] = useReducer((times: number) => times + 1, 0)
  const leftMs = Math.max(0, deadlineAt - performance.now())
  useEffect(() => {
    if (leftMs === 0) return
    const timer = setTimeout(renew, leftMs % 1_000 || 1_000)
    return () => clearTimeout(timer)
  })
  return leftMs
}

/** `522_000` as `8:42`; a second that has begun counts, so that `0:00` means over. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const radius = 6.5
const girth = 2 * Math.PI * radius

/** How much of a time is left, as a ring. Amber under two minutes, red under thirty seconds; the words stand beside. */
export function CountdownRing({
  leftMs,
  totalMs,
  size = 18,
}: {
  leftMs: number
  totalMs: number
  size?: number
}) {
  const share = totalMs > 0 ? Math.min(1, leftMs / totalMs) : 0
  const tone = leftMs < 30_000 ? 'text-danger-fill' : leftMs < 120_000 ? 'text-warn-fill' : 'text-accent-fill'
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      aria-hidden="true"
      className={classes('shrink-0 -rotate-90', tone)}
    >
      <circle cx="9" cy="9" r={radius} fill="none" stroke="var(--color-line)" strokeWidth="2.5" />
      <circle
        cx="9"
        cy="9"
        r={radius}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeDasharray={`${share * girth} ${girth}`}
      />
    </svg>
  )
}
