import { Suspense, useRef } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { SessionUser } from '#shared/contract/session'
import { commonText } from '../ui/text/common'
import { Banners } from './banners'
import { ErrorBoundary } from './error-boundary'
import { Overlays } from './keys/overlays'
import { useAppKeys } from './keys/use-app-keys'
import { NoScreens } from './plain-pages'
import { Scans } from './scans/scan-notice'
import { screensFor } from './screens'
import { appText } from './text'
import { TopBar } from './top-bar'

/** What stays on the page through every screen: the top bar, what is wrong, and the screen in the room that is left. */
export function Shell({ user }: { user: SessionUser }) {
  const screens = screensFor(user.role)
  const first = screens[0]
  const screenRef = useRef<HTMLElement>(null)
  useAppKeys()
  return (
    <div className="flex h-full flex-col">
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-surface focus:p-2"
        onClick={() => screenRef.current?.focus()}
      >
        {appText.skipToScreen}
      </button>
      <TopBar user={user} screens={screens} />
      <Banners />
      <main ref={screenRef} tabIndex={-1} className="min-h-0 grow outline-none">
        <Switch>
          {screens.map(({ path, Component }) => (
            <Route key={path} path={`${path}/*?`}>
              <ErrorBoundary key={path}>
                <Suspense>
                  <Component />
                </Suspense>
              </ErrorBoundary>
            </Route>
          ))}
          <Route>
            {first ? <Redirect to={first.path} replace /> : <NoScreens role={commonText.roles[user.role]} />}
          </Route>
        </Switch>
      </main>
      <Overlays screens={screens} />
      {screens.some(({ path }) => path === '/orders') && <Scans />}
    </div>
  )
}
