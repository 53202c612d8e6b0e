import type { Order } from '#shared/domain/order'

/**
 * `make`, with the order it makes told to `print` once it is acknowledged, beside what was asked. Nobody waits for the
 * paper.
 */
export function thenPrint<Asked extends unknown[], Made>(
  make: (...asked: Asked) => Promise<Made>,
  orderOf: (made: Made) => Order | undefined,
  print: (order: Order, ...asked: Asked) => void,
): (...asked: Asked) => Promise<Made> {
  return async (...asked) => {
    const made = await make(...asked)
    const order = orderOf(made)
    if (order) print(order, ...asked)
    return made
  }
}
