import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { findPortHolder } from './port-holder'

describe.skipIf(process.platform === 'win32')('who holds a port', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('is found for a server on %s', async host => {
    const server = createServer().listen(0, host)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await findPortHolder(port)).toMatch(new RegExp(`^\\S.* \\(process ${process.pid}\\)$`))
    server.close()
    await once(server, 'close')
    expect(await findPortHolder(port)).toBeUndefined()
  })
})
