import { useEffect, useState } from 'react'
import type { BuyerName } from '#shared/contract/find-orders'
import { terminal } from '../transport'
import { pause } from '../transport/waiting'

/** Customers that fit what was typed. `text`: for which the answer is. */
export interface CustomersFound {
  text: string
  customers: readonly BuyerName[]
}

const pauseMs = 100
const mostShown = 6

/**
 * Looks customers up as somebody types; an answer to an earlier text is dropped.
 * @returns what was found last, or undefined before the first answer, and the failure of the last question
 */
export function useCustomers(text: string): { found: CustomersFound | undefined; failure: unknown } {
  const [found, setFound] = useState<CustomersFound>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    const asked = text.trim()
    const asking = new AbortController()
    const { signal } = asking
    setFailure(undefined)
    if (asked === '') setFound(undefined)
    else
      void (async () => {
        await pause(pauseMs, signal)
        if (signal.aborted) return
        try {
          const { customers } = await terminal.customers.find({ text: asked, limit: mostShown }, { signal })
          if (!signal.aborted) setFound({ text: asked, customers })
        } catch (error) {
          if (!signal.aborted) setFailure(error)
        }
      })()
    return () => asking.abort()
  }, [text])
  return { found, failure }
}
