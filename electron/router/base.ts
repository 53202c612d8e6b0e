import { ValidationError } from '@orpc/contract'
import { type ImplementerInternalWithMiddlewares, implement, ORPCError, type Router } from '@orpc/server'
import { contract } from '#shared/contract/index'
import type { SessionUser } from '#shared/contract/session'
import { mayCall, type Role } from '#shared/domain/roles'
import { isRefusal, Refusal, refusals } from '#shared/errors/refusals'
import { ClusterFailure } from '../cluster/model'
import type { Log } from '../logging/log'
import { refusalOf } from '../services/refusing'
import type { Page } from './page'
import type { Services } from './services'

/** The contract, ready to be implemented, with the user behind the page in each procedure's context. */
export type Base = ImplementerInternalWithMiddlewares<
  typeof contract,
  Page,
  Page & { user: SessionUser | undefined }
>

/** One domain's procedures, implemented. Named, because written out it is longer than the compiler puts into a declaration. */
export type Routes<Domain extends keyof typeof contract> = Router<(typeof contract)[Domain], Page>

/** What every procedure of the router stands on: the page's role checked, failures put into the contract's words. */
export function createBase(services: () => Services | undefined, log: Log): Base {
  return implement(contract)
    .$context<Page>()
    .use(async ({ context, next, procedure, path }) => {
      const needs = procedure['~orpc'].meta.needs
      const running = services()
      const user =
        context.session.token === undefined ? undefined : running?.users.whoIs(context.session.token)
      if (!mayCall(needs, user?.role)) {
        if (!user) throw toOrpc(new Refusal('NOT_SIGNED_IN', {}))
        throw toOrpc(new Refusal('FORBIDDEN', { needs: needs as Role }))
      }
      try {
        return await next({ context: { user } })
      } catch (error) {
        throw toOrpc(error, failure => {
          log.error(
            { 'event.action': 'procedure-failed', 'url.path': path.join('.'), err: failure },
            'a bug answered a page',
          )
        })
      }
    })
}

/** The user behind a procedure that needs one: the middleware has let nobody else through. */
export function signedIn(context: { user: SessionUser | undefined }): SessionUser {
  if (!context.user) throw new Refusal('NOT_SIGNED_IN', {})
  return context.user
}

/** The same for what only a higher role may do of a procedure. @throws Refusal `FORBIDDEN` */
export function signedInAs(
  context: { user: SessionUser | undefined },
  needs: Exclude<Role, 'customer'>,
): SessionUser {
  const user = signedIn(context)
  if (!mayCall(needs, user.role)) throw new Refusal('FORBIDDEN', { needs })
  return user
}

/** The one place where the application's own errors become the contract's. */
function toOrpc(error: unknown, onBug: (error: unknown) => void = () => {}): unknown {
  if (error instanceof ClusterFailure) return toOrpc(refusalOf(error))
  if (isRefusal(error)) {
    return new ORPCError(error.code, {
      defined: true,
      status: refusals[error.code].status,
      data: error.data,
      message: error.code,
      cause: error,
    })
  }
  if (error instanceof ORPCError && error.defined) return error
  const asked = inputIssues(error)
  if (asked) return toOrpc(new Refusal('BAD_REQUEST', { issues: asked }))
  onBug(error)
  return error
}

/** What is wrong with what a page sent; undefined for any other error, an answer of the wrong shape among them. */
function inputIssues(error: unknown): { path: string; message: string }[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined
  if (!(error.cause instanceof ValidationError)) return undefined
  return error.cause.issues.map(({ path = [], message }) => ({
    path: path.map(step => String(typeof step === 'object' ? step.key : step)).join('.'),
    message,
  }))
}
