import { create } from 'zustand'

/** What lies over the page and was opened by a key: the sheet of keys, or the command palette. */
export type Overlay = 'keys' | 'palette'

export interface OverlayState {
  open: Overlay | undefined
  /** What was typed into the palette, from the moment in which it was asked for. */
  text: string
}

/** One at a time. The shell shows it; any part of a screen may open it. */
export const useOverlay = create<OverlayState>(() => ({ open: undefined, text: '' }))

export function toggleOverlay(overlay: Overlay): void {
  useOverlay.setState(({ open }) => ({ open: open === overlay ? undefined : overlay, text: '' }))
}

export function closeOverlay(): void {
  useOverlay.setState({ open: undefined })
}

/** The palette has all keys to itself, also while it is not yet to be seen. */
export function isPaletteOpen(): boolean {
  return useOverlay.getState().open === 'palette'
}
