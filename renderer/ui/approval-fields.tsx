import { TextField } from './field'
import { Select } from './select'
import { approvalText } from './text/approval'

/** Who says yes, and with which PIN: what a cashier's form asks for beside its own fields. */
export function ApprovalFields(props: {
  approvers: readonly { username: string; name: string }[]
  value: { username: string; pin: string }
  error?: string | undefined
  onValue(value: { username: string; pin: string }): void
}) {
  const { approvers, value, error, onValue } = props
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_108px] items-start gap-1.5">
      <Select
        label={approvalText.by}
        value={value.username}
        options={approvers.map(({ username, name }) => ({ value: username, label: name }))}
        onValue={username => onValue({ ...value, username })}
        size="touch"
      />
      <TextField
        label={approvalText.pin}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        size="touch"
        value={value.pin}
        error={error}
        onValue={pin => onValue({ ...value, pin })}
      />
    </div>
  )
}
