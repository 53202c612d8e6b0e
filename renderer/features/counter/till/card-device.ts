import type { CardDeviceKind } from '#shared/domain/card-device'

/** What a device says of a charge: the last is no word at all, and says nothing about the money. */
export type DeviceWord =
  | { says: 'charged'; reference?: string; cardLastFour?: string }
  | { says: 'declined' }
  | { says: 'nothing' }

/**
 * A card terminal outside the application. It is asked only when the order waits for it in the cluster, so that a
 * charge whose answer is lost (a cable, a reload, a power cut) finds an order that keeps the places and asks. An
 * adapter that talks to a device over a line belongs into the main process, behind a procedure that this calls; the
 * two here are answered by a person.
 */
export interface CardDevice {
  /** Which one was asked last. */
  readonly kind: CardDeviceKind
  /**
   * Asks the device for an amount. The same `orderId` again is a further try at the same payment.
   * @param signal the cashier or another window has decided: whatever the device says now is not waited for
   */
  charge(
    payment: { orderId: string; amountMinor: number; currency: string },
    signal: AbortSignal,
  ): Promise<DeviceWord>
}

/** A device whose word comes from outside: `answer` is what it said to the charge that waits. */
export interface AnsweredDevice extends CardDevice {
  answer(word: DeviceWord): void
}

/** How long the simulated device is waited for. */
const patienceMs = 60_000

/**
 * `manual`: the cashier reads the amount to the device, and its answer off it. `simulated`: buttons beside the payment
 * stand for the customer's card, to learn with; it gives no answer by itself.
 * @param kindNow as this till's settings say
 */
export function createAnsweredDevice(kindNow: () => CardDeviceKind): AnsweredDevice {
  let answerNow = (_: DeviceWord) => {}
  let kind = kindNow()
  return {
    get kind() {
      return kind
    },
    charge: (_, signal) =>
      new Promise(resolve => {
        // A payment is finished on the device it began on, whatever a manager sets meanwhile.
        kind = kindNow()
        answerNow = resolve
        signal.addEventListener('abort', () => resolve({ says: 'nothing' }), { once: true })
        if (kind === 'simulated') setTimeout(() => resolve({ says: 'nothing' }), patienceMs)
      }),
    answer: word => answerNow(word),
  }
}
