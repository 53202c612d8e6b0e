import { type BasketsState, useBaskets } from '../../../stores/baskets'

type Baskets = BasketsState['byId']

/** A picture of the baskets that is waited for. */
export interface AwaitedPicture {
  /** Resolves when it is here, or when it is late: the wait begins with the first call. */
  shown(): Promise<void>
  /** It will not come: nothing is done. */
  stop(): void
}

/** So long, in milliseconds, the terminal's feed is waited for after its answer. */
const lateMs = 1_000

/**
 * Does `act` once, in the moment in which the baskets the terminal tells of are as `isShown` says, so that the screen
 * goes from one to the other and never shows both or neither; or when that picture is late.
 */
export function whenShown(isShown: (baskets: Baskets) => boolean, act: () => void): AwaitedPicture {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let settle = () => {}
  const settled = new Promise<void>(resolve => {
    settle = resolve
  })
  const stop = () => {
    isOver = true
    unsubscribe()
    clearTimeout(timer)
  }
  const done = () => {
    if (isOver) return
    stop()
    act()
    settle()
  }
  const unsubscribe = useBaskets.subscribe(({ byId }) => {
    if (isShown(byId)) done()
  })
  if (isShown(useBaskets.getState().byId)) done()
  return {
    shown() {
      if (!isOver) timer ??= setTimeout(done, lateMs)
      return settled
    },
    stop,
  }
}
