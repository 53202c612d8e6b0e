import { claim } from './inventory'

type OwnedClaim = Exclude<Parameters<typeof claim.encode>[0], { state: 'block' }>
type Owner = OwnedClaim extends infer C ? Omit<C, 'ticketType' | 'priceType'> : never

/**
 * The texts of one owner's claims, each written out once: they differ in nothing but ticket and price type.
 * @param owner what all of them say
 */
export function claimTextsOf(owner: Owner): (kind: { ticketType: string; priceType: string }) => string {
  const written = new Map<string, string>()
  return ({ ticketType, priceType }) => {
    const kind = `${ticketType}:${priceType}`
    const text = written.get(kind) ?? claim.encode({ ...owner, ticketType, priceType } as OwnedClaim)
    written.set(kind, text)
    return text
  }
}
