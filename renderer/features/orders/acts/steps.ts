import { useTerminal } from '../../../stores/terminal'
import { pause, terminal, useConnection } from '../../../transport'
import { createSteps } from './step-store'

let wake = new AbortController()

/** The steps of this page. */
export const steps = createSteps({
  settleStep: input => terminal.orders.settleStep(input),
  storage: sessionStorage,
  now: () => Date.now(),
  wait: ms => {
    wake = new AbortController()
    return pause(ms, wake.signal)
  },
})

// A question about a lost answer does not wait any longer once there is somebody to answer it.
useConnection.subscribe(state => {
  if (state.status === 'connected') wake.abort()
})
useTerminal.subscribe((state, before) => {
  if (state.status?.phase !== before.status?.phase) wake.abort()
})

/** A form stays open for another try, unless its step was done. */
export const leaveWhenDone = (onLeave: () => void) => () => {
  if (steps.store.getState().is === 'done') onLeave()
}
