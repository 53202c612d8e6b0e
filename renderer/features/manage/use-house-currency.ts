import { useEffect, useState } from 'react'
import { isCallFailure, terminal } from '../../transport'

/** What this house sells in: what stands in a form before somebody says otherwise. */
export function useHouseCurrency(): string {
  const [currency, setCurrency] = useState('EUR')
  useEffect(() => {
    const ask = async () => {
      try {
        setCurrency((await terminal.events.choices()).currency)
      } catch (failure) {
        // The list beside it says what is wrong with the connection.
        if (!isCallFailure(failure)) throw failure
      }
    }
    void ask()
  }, [])
  return currency
}
