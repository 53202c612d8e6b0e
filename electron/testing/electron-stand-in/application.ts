import { EventEmitter } from 'node:events'

/** What Electron's `app` was told, in order, with whether Electron was ready by then. */
export interface Told {
  what: string
  args: unknown[]
  ready: boolean
}

export const told: Told[] = []
let ready = false

export function tell(what: string, ...args: unknown[]): void {
  told.push({ what, args, ready })
}

/** Some things have no effect, or throw, once Electron is ready. */
export function tellBeforeReady(what: string, ...args: unknown[]): void {
  if (ready) throw new Error(`${what} must come before Electron is ready`)
  tell(what, ...args)
}

class Application extends EventEmitter {
  readonly isPackaged = false

  // Electron is ready when the main module has run to its end.
  private readonly getsReady = new Promise<void>(resolve => {
    setImmediate(() => {
      ready = true
      this.emit('ready')
      resolve()
    })
  })

  whenReady = () => this.getsReady
  enableSandbox = () => tellBeforeReady('app.enableSandbox')
  setPath = (name: string, path: string) => tellBeforeReady('app.setPath', name, path)

  requestSingleInstanceLock(): boolean {
    tellBeforeReady('app.requestSingleInstanceLock')
    return process.env.STAND_IN_SECOND_INSTANCE === undefined
  }

  quit(): void {
    tell('app.quit')
    // As in Electron: whoever prevents it has to exit in the end.
    let prevented = false
    this.emit('will-quit', {
      preventDefault: () => {
        prevented = true
      },
    })
    if (!prevented) this.exit(0)
  }

  exit(code: number): void {
    tell('app.exit', code)
    process.exit(code)
  }
}

export const app = new Application()
