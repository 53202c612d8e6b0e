const storageName = 'ticketcd.page-key'

/**
 * The key that lets this page talk to the browser host. It arrives in the address, is kept for this tab only, and is
 * taken out of the address bar so that it is not copied along with it.
 *
 * @returns undefined when the page was opened without one.
 */
export function takePageKey(): string | undefined {
  const address = new URL(window.location.href)
  const token = address.searchParams.get('token')
  if (token !== null) {
    sessionStorage.setItem(storageName, token)
    address.searchParams.delete('token')
    window.history.replaceState(null, '', address)
  }
  return sessionStorage.getItem(storageName) ?? undefined
}

/** Where the browser host that served this page takes RPC connections. */
export function rpcAddress(token: string): string {
  const address = new URL('/rpc', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.searchParams.set('token', token)
  return address.href
}
