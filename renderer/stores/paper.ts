import { create } from 'zustand'
import type { PaperDesk } from '#shared/contract/paper'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** This terminal's printer and what it prints. */
export type PaperState = { known: false } | ({ known: true } & PaperDesk)

export const usePaper = create<PaperState>(() => ({ known: false }))

export function followPaper(): () => void {
  const set = (desk: PaperDesk) => usePaper.setState({ known: true, ...desk }, true)
  const stop = followFeed({
    open: (resume, signal) => terminal.paper.jobs({ resume }, { signal }),
    onSnapshot: set,
    onChange: set,
    onRefused: feedRefused,
  })
  return () => {
    stop()
    usePaper.setState({ known: false }, true)
  }
}
