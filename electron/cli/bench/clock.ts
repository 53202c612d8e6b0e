/** Milliseconds on the one monotonic clock that all processes of this computer share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
