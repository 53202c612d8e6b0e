import { z } from 'zod'

/** Who may do what. A manager may do what a cashier may, an admin what a manager may; a customer only their own. */
export const role = z.enum(['customer', 'cashier', 'manager', 'admin'])
export type Role = z.infer<typeof role>

/** What a procedure asks for: nobody signed in, anyone signed in, or at least this role. */
export type RequiredRole = 'anyone' | 'signed-in' | Exclude<Role, 'customer'>

const rank: Record<Role, number> = { customer: 0, cashier: 1, manager: 2, admin: 3 }

/** Whether somebody with `has` (or nobody, when undefined) may call what `needs` asks for. */
export function mayCall(needs: RequiredRole, has: Role | undefined): boolean {
  if (needs === 'anyone') return true
  if (has === undefined) return false
  return needs === 'signed-in' || rank[has] >= rank[needs]
}
