/** What somebody is known by at a till, while it is being typed. */
export interface AccountDraft {
  name: string
  username: string
  password: string
}

// As `newPassword` of the contract says; the terminal has the last word.
const passwordLengthLeast = 8

export const accountText = {
  nameMissing: 'Type the name.',
  usernameMissing: 'Choose a username.',
  passwordShort: `Use at least ${passwordLengthLeast} characters.`,
}

/**
 * What is still missing, by field. The fields of a form carry these names, so that `focusProblem` finds them.
 */
export function accountProblems({ name, username, password }: AccountDraft): Partial<AccountDraft> {
  const problems: Partial<AccountDraft> = {}
  if (name.trim() === '') problems.name = accountText.nameMissing
  if (username.trim() === '') problems.username = accountText.usernameMissing
  if (password.length < passwordLengthLeast) problems.password = accountText.passwordShort
  return problems
}
