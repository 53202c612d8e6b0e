import { isDefinedError, safe } from '@orpc/client'
import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type TerminalClient } from '#shared/contract/index'
import type { ProcedureMeta } from '#shared/contract/procedure'
import { mayCall } from '#shared/domain/roles'
import { startApp, type TestApp } from '../testing/app'
import { workerCluster } from '../testing/worker-cluster'

const admin = { username: 'ines', name: 'Ines Calder', password: 'lighthouse-7' }
const password = 'correct horse'

let running: TestApp
const pages = new Map<string, TerminalClient>()

beforeAll(async () => {
  const cluster = await workerCluster()
  running = await startApp(cluster, { namespace: cluster.freshNamespace() })
  const chief = running.page()
  await chief.session.setUp(admin)
  pages.set('admin', chief)
  for (const role of ['customer', 'cashier', 'manager'] as const) {
    await chief.users.create({ username: role, name: role, role, password })
    const page = running.page()
    await page.session.signIn({ username: role, password })
    pages.set(role, page)
  }
  pages.set('nobody', running.page())
})

afterAll(() => running[Symbol.asyncDispose]())

const callers = ['nobody', 'customer', 'cashier', 'manager'] as const

/** Every procedure with everybody who may not call it. */
const forbidden = Object.entries(contract).flatMap(([domain, routes]) =>
  Object.entries(routes).flatMap(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${domain}.${name} is no procedure`)
    const { needs } = procedure['~orpc'].meta as ProcedureMeta
    return callers
      .filter(who => !mayCall(needs, who === 'nobody' ? undefined : who))
      .map(who => ({ path: `${domain}.${name}`, domain, name, who }))
  }),
)

const call = (page: TerminalClient | undefined, domain: string, name: string): Promise<unknown> => {
  const routes = page?.[domain as keyof TerminalClient] as Record<
    string,
    (input: unknown) => Promise<unknown>
  >
  return routes[name]?.(undefined) ?? Promise.reject(new Error('no such procedure'))
}

it.each(forbidden)('$path refuses $who before it looks at anything else', async ({ domain, name, who }) => {
  const [error] = await safe(call(pages.get(who), domain, name))
  expect(error).toMatchObject({ code: who === 'nobody' ? 'NOT_SIGNED_IN' : 'FORBIDDEN' })
})

it('says for every procedure that changes something who may call it', () => {
  expect(forbidden.length).toBeGreaterThan(30)
})

it('takes a supervisor’s word on a payment from a manager only', async () => {
  const step = { orderId: 'none', operationId: 'none', outcome: 'charged' as const }
  const word = { ...step, by: 'supervisor' as const, reason: 'On the bank’s statement' }
  const say = async (who: string, said: typeof word | (typeof step & { by: 'device' })) => {
    const [error] = await safe(pages.get(who)?.orders.settlePayment(said) ?? Promise.reject(new Error()))
    return isDefinedError(error) && error.code
  }
  expect(await say('cashier', word)).toBe('FORBIDDEN')
  expect(await say('cashier', { ...step, by: 'device' })).toBe('NOT_FOUND')
  expect(await say('manager', word)).toBe('NOT_FOUND')
  expect(await say('manager', { ...word, reason: ' ' })).toBe('BAD_REQUEST')
})

describe('a supervisor’s yes', () => {
  const code = (error: unknown) => (error as { code?: string } | null)?.code
  const step = { operationId: 'none', basketId: 'b1', places: [{ eventId: 'e', areaId: 'a', slot: 0 }] }
  const comp = { ...step, priceMinor: 0, reason: 'Press' }

  it('is needed by a cashier for another price, for this basket, and is a manager’s own', async () => {
    const [cashier, manager] = [pages.get('cashier'), pages.get('manager')]
    if (!cashier || !manager) throw new Error('nobody is signed in')
    expect(code((await safe(cashier.selling.reprice(comp)))[0])).toBe('APPROVAL_NEEDED')
    expect(code((await safe(manager.selling.reprice(comp)))[0])).toBe('HOLD_EXPIRED')

    await manager.approvals.setPin({ username: 'manager', pin: '4711' })
    expect(await cashier.approvals.approvers()).toMatchObject([{ username: 'ines' }, { username: 'manager' }])
    const ask = { username: 'manager', for: 'price' as const, about: 'b1' }
    const [wrong] = await safe(cashier.approvals.give({ ...ask, pin: '0000' }))
    expect(wrong).toMatchObject({ code: 'PIN_WRONG', data: { left: 4 } })
    const { approval } = await cashier.approvals.give({ ...ask, pin: '4711' })
    expect(code((await safe(cashier.selling.reprice({ ...comp, approval })))[0])).toBe('HOLD_EXPIRED')
    const other = { ...comp, basketId: 'b2', approval }
    expect(code((await safe(cashier.selling.reprice(other)))[0])).toBe('APPROVAL_NEEDED')
    const second = { ...comp, operationId: 'another-step', approval }
    expect(code((await safe(cashier.selling.reprice(second)))[0])).toBe('APPROVAL_NEEDED')
  })
})

describe('signing in', () => {
  it('sets up the first admin once', async () => {
    const [error] = await safe(running.page().session.setUp({ ...admin, username: 'second' }))
    expect(isDefinedError(error) && error.code).toBe('ALREADY_SET_UP')
  })

  it('does not say whether it was the name or the password, and makes a guesser wait', async () => {
    const page = running.page()
    const codes: unknown[] = []
    for (let guess = 0; guess < 7; guess++) {
      const [error] = await safe(page.session.signIn({ username: 'cashier', password: `guess ${guess}` }))
      codes.push(isDefinedError(error) ? error.code : error)
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('SIGN_IN_FAILED'))
    expect(codes[6]).toBe('SIGN_IN_PAUSED')
    const [unknown] = await safe(page.session.signIn({ username: 'nobody-here', password }))
    expect(isDefinedError(unknown) && unknown.code).toBe('SIGN_IN_FAILED')
  })

  it('lets a page go on with its session after its connection broke, until it signs out', async () => {
    const { token } = await running.page().session.signIn({ username: 'manager', password })
    const reconnected = running.page()
    expect((await reconnected.session.resume({ token })).user.role).toBe('manager')
    await reconnected.session.signOut()
    const [error] = await safe(running.page().session.resume({ token }))
    expect(isDefinedError(error) && error.code).toBe('NOT_SIGNED_IN')
  })

  it('never sends a hash to anybody', async () => {
    const answers = [
      await pages.get('admin')?.users.list(),
      await pages.get('admin')?.admin.query({ prefix: 'user:' }),
    ]
    const text = JSON.stringify(answers)
    expect(text).toContain('Ines Calder')
    expect(text).not.toContain('$argon2id$')
  })
})
