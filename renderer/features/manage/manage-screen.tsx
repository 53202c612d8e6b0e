import { SideScreen } from '../../ui/side-screen'
import { GiftsPage } from './codes/gifts-page'
import { VouchersPage } from './codes/vouchers-page'
import { EventRoutes } from './events/event-routes'
import { PinPage } from './pin/pin-page'
import { SettingsPage } from './settings/settings-page'
import { manageText } from './text/manage'

/** What managers look after, one page beside its navigation. */
export function ManageScreen() {
  const { pages, navigation } = manageText
  return (
    <SideScreen
      label={navigation}
      pages={[
        { path: '/manage/events/*?', name: pages.events, Component: EventRoutes },
        { path: '/manage/vouchers', name: pages.vouchers, Component: VouchersPage },
        { path: '/manage/gifts', name: pages.gifts, Component: GiftsPage },
        { path: '/manage/settings', name: pages.settings, Component: SettingsPage },
        { path: '/manage/pin', name: pages.pin, Component: PinPage },
      ]}
    />
  )
}
