import { Route, Switch } from 'wouter'
import { FindPage } from './find/find-page'
import { OrderPage } from './order/order-page'

/** Orders after they were made: found, looked at, and everything that is done with them. */
export function OrdersScreen() {
  return (
    <Switch>
      <Route path="/orders/find/:text">{({ text }) => <FindPage asked={decoded(text)} />}</Route>
      <Route path="/orders/:orderId">
        {({ orderId }) => <OrderPage key={orderId} orderId={decoded(orderId)} />}
      </Route>
      <Route>
        <FindPage />
      </Route>
    </Switch>
  )
}

/** The router has decoded most of it already; what is left of it may not be decoded twice. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
