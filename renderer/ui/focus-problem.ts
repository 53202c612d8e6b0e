/** Moves the focus of a form that cannot be sent to its first field, by name, that has a problem. */
export function focusProblem(form: HTMLFormElement, problems: Partial<Record<string, string>>): void {
  const inputs = [...form.elements].filter(
    element => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement,
  )
  inputs.find(({ name }) => problems[name] !== undefined)?.focus()
}
