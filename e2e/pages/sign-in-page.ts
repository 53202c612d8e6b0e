import { expect, type Page } from '@playwright/test'

/** Users of the demonstration house, by role. */
const demoUser = { cashier: 'Nora Keane', manager: 'Aoife Sexton', admin: 'Fergal Dunne' }

export type DemoRole = keyof typeof demoUser

export class SignInPage {
  constructor(readonly page: Page) {}

  /** The house is there, and people can sign in. */
  async ready(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^Sign in/ }).first()).toBeVisible({ timeout: 60_000 })
  }

  /** One press, on a till with demonstration data. */
  async signInAs(role: DemoRole): Promise<void> {
    await this.page.getByRole('button', { name: `Sign in as ${demoUser[role]}` }).click({ timeout: 60_000 })
    await expect(this.page.getByRole('navigation', { name: 'Screens' })).toBeVisible()
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel('Username').fill(username)
    await this.page.getByLabel('Password').fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: false }).last().click()
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'appearance and sign-out' }).click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
  }
}
