import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** `done` of the total, and the keys that are written by now. */
  update(done: number, keys: number): void
  close(): void
}

/** A progress bar on standard error where that is a terminal; nothing elsewhere. */
export function showProgress(total: number): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, close: () => undefined }
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} % | {keys} keys | {eta_formatted} left',
      stream: process.stderr,
      etaBuffer: 100,
    },
    Presets.shades_classic,
  )
  bar.start(total, 0, { keys: 0 })
  return {
    update: (done, keys) => bar.update(done, { keys }),
    close: () => bar.stop(),
  }
}
