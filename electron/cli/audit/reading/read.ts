/** A value of its kind, as it was found. */
export interface Read<Value> {
  key: string
  /** The parts of the key, decoded. */
  parts: readonly string[]
  /** The value as it is stored. */
  text: string
  value: Value
  leaseId: string | undefined
}
