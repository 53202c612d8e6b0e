/** What a supervisor's yes is called, wherever it is asked for. */
export const approvalText = {
  by: 'Supervisor',
  pin: 'PIN',
  missing: 'Four to eight digits.',
}
