import { type Claim, claimKeyOf, type Facts, type Line, ownerAt, ownersOf } from '../reading/facts'
import type { Rule } from '../rule'

const isAt = (claim: Claim) => (line: Line) =>
  line.slot === claim.slot && line.areaId === claim.areaId && line.eventId === claim.eventId

const claimOwner: Rule<Facts> = {
  name: 'claim-owner',
  sentence: 'Every claim but a block names a basket or an order that is there and keeps its place.',
  *findings(facts) {
    for (const [key, claim] of facts.claims) {
      if (claim.state === 'block') continue
      const owner = ownerAt(facts, claim.owner)
      const given = facts.tombstones.has(claim.owner) ? 'was given up' : 'is not there'
      if (!owner) yield { keys: [key, claim.owner], detail: `its owner ${claim.owner} ${given}` }
      else if (!owner.keeps.some(isAt(claim)))
        yield { keys: [key, claim.owner], detail: `its owner ${claim.owner} does not keep this place` }
    }
  },
}

const ownerClaim: Rule<Facts> = {
  name: 'owner-claim',
  sentence: 'Every place that a basket or an order keeps has a claim.',
  *findings(facts) {
    for (const { key, keeps } of ownersOf(facts))
      for (const line of keeps) {
        const claimKey = claimKeyOf(line)
        if (!facts.claims.has(claimKey))
          yield { keys: [key, claimKey], detail: `there is no ${claimKey}: anybody can buy this place` }
      }
  },
}

const oneOwner: Rule<Facts> = {
  name: 'one-owner',
  sentence: 'A place is kept once, and only by the owner that its claim names.',
  *findings(facts) {
    for (const { key, keeps } of ownersOf(facts)) {
      const seen = new Set<string>()
      for (const line of keeps) {
        const claimKey = claimKeyOf(line)
        const claim = facts.claims.get(claimKey)
        if (seen.has(claimKey)) yield { keys: [key, claimKey], detail: `keeps ${claimKey} twice` }
        else if (claim?.state === 'block') yield { keys: [key, claimKey], detail: `${claimKey} is a block` }
        else if (claim && claim.owner !== key)
          yield { keys: [key, claim.owner, claimKey], detail: `${claimKey} is owned by ${claim.owner}` }
        seen.add(claimKey)
      }
    }
  },
}

const claimAgrees: Rule<Facts> = {
  name: 'claim-agrees',
  sentence: "A claim has the state, ticket type and price type that its owner's line has.",
  *findings(facts) {
    for (const [key, claim] of facts.claims) {
      if (claim.state === 'block') continue
      const owner = ownerAt(facts, claim.owner)
      const line = owner?.keeps.find(isAt(claim))
      if (!owner || !line) continue
      const listed = [owner.claimState, line.ticketType, line.priceType].join(' ')
      const claimed = [claim.state, claim.ticketType, claim.priceType].join(' ')
      if (listed !== claimed)
        yield { keys: [key, owner.key], detail: `says "${claimed}", and its owner "${listed}"` }
    }
  },
}

export const ownerRules = [claimOwner, ownerClaim, oneOwner, claimAgrees]
