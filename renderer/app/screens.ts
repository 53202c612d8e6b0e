import { type ComponentType, lazy } from 'react'
import { mayCall, type RequiredRole, type Role } from '#shared/domain/roles'
import { CounterScreen } from '../features/counter/counter-screen'
import { appText } from './text'

/** Fetched when it is first opened: a cashier never needs it. */
const AdminScreen = lazy(async () => ({
  default: (await import('../features/admin/admin-screen')).AdminScreen,
}))

const OrdersScreen = lazy(async () => ({
  default: (await import('../features/orders/orders-screen')).OrdersScreen,
}))

const ManageScreen = lazy(async () => ({
  default: (await import('../features/manage/manage-screen')).ManageScreen,
}))

export interface Screen {
  /** Behind the `#` of the address; the screen has everything below it, too. */
  path: string
  name: string
  needs: RequiredRole
  Component: ComponentType
}

/** Every screen there is, in the order of the navigation. */
const screens: readonly Screen[] = [
  { path: '/counter', name: appText.screens.counter, needs: 'cashier', Component: CounterScreen },
  { path: '/orders', name: appText.screens.orders, needs: 'cashier', Component: OrdersScreen },
  { path: '/manage', name: appText.screens.manage, needs: 'manager', Component: ManageScreen },
  { path: '/admin', name: appText.screens.admin, needs: 'admin', Component: AdminScreen },
]

/** The screens somebody with this role may open. */
export function screensFor(role: Role): readonly Screen[] {
  return screens.filter(screen => mayCall(screen.needs, role))
}
