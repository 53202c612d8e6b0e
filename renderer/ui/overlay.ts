import { create } from 'zustand'

/** What lies over the page and was opened by a key: the sheet of keys, or the command palette. */
export type Overlay = 'keys' | 'palette'

/** One at a time. The shell shows it; any part of a screen may open it. */
export const useOverlay = create<{ open: Overlay | undefined }>(() => ({ open: undefined }))

export function toggleOverlay(overlay: Overlay): void {
  useOverlay.setState(({ open }) => ({ open: open === overlay ? undefined : overlay }))
}

export function closeOverlay(): void {
  useOverlay.setState({ open: undefined })
}
