import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const settingsRoutes = (base: Base, options: RouterOptions): Routes<'settings'> =>
  base.settings.router({
    read: base.settings.read.handler(() => running(options).settings.read()),
    setHouse: base.settings.setHouse.handler(({ input, context }) =>
      running(options).settings.setHouse(signedIn(context), input),
    ),
    setCardDevice: base.settings.setCardDevice.handler(async ({ input, context }) => {
      await running(options).settings.setCardDevice(signedIn(context), input)
      return {}
    }),
    setSelling: base.settings.setSelling.handler(({ input, context }) =>
      running(options).settings.setSelling(signedIn(context), input),
    ),
  })
