import { counterText } from '../text'
import { priceKeyCount } from './offers'
import type { Situation } from './situation'

/**
 * Where the focus is: in a `text` field, whose keys are text; on a `control`, which Enter and arrows belong to;
 * nowhere in particular, on the `page`; or `apart`, in a dialog or menu that has all keys to itself.
 */
export type FocusPlace = 'page' | 'control' | 'text' | 'apart'

/** The parts of the sheet of keys, in its order. */
export type KeyGroup = 'sell' | 'places' | 'basket' | 'tender' | 'everywhere'

export interface KeyRow {
  /** The command's name; what it does stands in `commands.ts`. Those of the group `everywhere` are of all screens. */
  does: string
  group: KeyGroup
  /** Each key alone does it: `F9`, `Ctrl+Enter`, `Shift+F1`, `B`, `?`. Signs are named as they are typed. */
  keys: readonly string[]
  /** How the keys are shown where that is not their list. */
  shows?: readonly string[]
  says: string
  /** The furthest place of the focus from which it still is meant: `text` is anywhere. */
  reach: Exclude<FocusPlace, 'apart'>
  /** Whether a key that is kept down does it again and again. */
  repeats?: boolean
  /** Whether it can be done now; otherwise the key does nothing. */
  when(situation: Situation): boolean
  /** Offered in the command palette, where it needs nothing but to be chosen. */
  inPalette?: boolean
}

const { commands: says } = counterText

/** A row of the table, by its command's name. */
const row = <Does extends string>(
  does: Does,
  group: KeyGroup,
  keys: readonly string[],
  more: Omit<KeyRow, 'does' | 'group' | 'keys'>,
) => ({ does, group, keys, ...more })

export const priceKeyNames = Array.from({ length: priceKeyCount }, (_, index) => `F${index + 1}`)
const digits = [...'0123456789']
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
const always = () => true
const canChange = ({ canSell, sale }: Situation) => canSell && sale === 'open'
const hasTickets = (now: Situation) => canChange(now) && now.ticketCount > 0
/** Of a sale: an exchange has the prices and the buyer of its order. */
const hasSale = (now: Situation) => hasTickets(now) && !now.isExchanging
const hasHeld = (now: Situation) => canChange(now) && now.hasBasket
const seated = (now: Situation) => canChange(now) && now.house === 'seated'
const canChoose = (now: Situation) => canChange(now) && now.house !== 'none'

/**
 * Every key of the counter, once: what it does, in which words, and when it applies. The keyboard, the sheet of keys
 * and the command palette all read this table; a new key is a row here, its words in `text.ts`, and an entry in
 * `commands.ts`.
 */
export const keyTable = [
  row('price', 'sell', priceKeyNames, {
    shows: ['F1', '…', 'F8'],
    says: says.price,
    reach: 'text',
    when: canChoose,
  }),
  row(
    'takeAway',
    'sell',
    priceKeyNames.map(name => `Shift+${name}`),
    { shows: ['Shift', 'F1', '…'], says: says.takeAway, reach: 'text', when: canChange },
  ),
  row('type', 'sell', [...digits, '.', ','], {
    shows: ['0', '…', '9'],
    says: says.type,
    reach: 'control',
    repeats: true,
    when: canChange,
  }),
  row('erase', 'sell', ['Backspace'], { says: says.erase, reach: 'control', repeats: true, when: always }),
  row('confirm', 'sell', ['Enter'], { says: says.confirm, reach: 'page', when: always }),
  row('back', 'sell', ['Escape'], { says: says.back, reach: 'text', when: always }),

  row('search', 'places', ['/'], { says: says.search, reach: 'control', when: always, inPalette: true }),
  row('move', 'places', arrows, {
    shows: ['↑', '↓', '←', '→'],
    says: says.move,
    reach: 'page',
    repeats: true,
    when: always,
  }),
  row('offer', 'places', ['PageUp', 'PageDown'], {
    shows: ['Page ↑', 'Page ↓'],
    says: says.offer,
    reach: 'control',
    when: ({ house }) => house !== 'none',
  }),
  row('best', 'places', ['B'], { says: says.best, reach: 'control', when: seated, inPalette: true }),
  row('accessible', 'places', ['W'], {
    says: says.accessible,
    reach: 'control',
    when: seated,
    inPalette: true,
  }),
  row('zoom', 'places', ['+', '-', 'Z'], {
    says: says.zoom,
    reach: 'control',
    repeats: true,
    when: ({ house }) => house === 'seated',
  }),
  row('line', 'basket', ['Shift+ArrowUp', 'Shift+ArrowDown'], {
    shows: ['Shift', '↑', '↓'],
    says: says.line,
    reach: 'control',
    repeats: true,
    when: hasTickets,
  }),
  row('dropLine', 'basket', ['Delete'], {
    says: says.dropLine,
    reach: 'control',
    when: ({ lineIsChosen }) => lineIsChosen,
  }),
  row('extend', 'basket', ['E'], { says: says.extend, reach: 'control', when: hasHeld, inPalette: true }),
  row('voucher', 'basket', ['V'], {
    says: says.voucher,
    reach: 'control',
    when: hasSale,
    inPalette: true,
  }),
  row('reprice', 'basket', ['P'], {
    says: says.reprice,
    reach: 'control',
    when: hasTickets,
    inPalette: true,
  }),
  row('putAside', 'basket', ['Ctrl+ArrowDown'], {
    says: says.putAside,
    reach: 'text',
    when: hasSale,
    inPalette: true,
  }),
  row('recall', 'basket', ['Ctrl+ArrowUp'], {
    says: says.recall,
    reach: 'text',
    when: now => canChange(now) && now.ticketCount === 0 && !now.isExchanging,
    inPalette: true,
  }),

  row('card', 'tender', ['F9'], { says: says.card, reach: 'text', when: canChange, inPalette: true }),
  row('split', 'tender', ['F10'], { says: says.split, reach: 'text', when: hasTickets, inPalette: true }),
  row('gift', 'tender', ['G'], { says: says.gift, reach: 'control', when: hasTickets, inPalette: true }),
  row('reserve', 'tender', ['Ctrl+Enter'], {
    says: says.reserve,
    reach: 'text',
    when: hasSale,
    inPalette: true,
  }),
  row('invoice', 'tender', ['I'], {
    says: says.invoice,
    reach: 'control',
    when: hasSale,
    inPalette: true,
  }),
  row('undo', 'tender', ['Ctrl+Z'], {
    says: says.undo,
    reach: 'control',
    when: now => now.hasLastSale && now.sale === 'open' && !now.isExchanging,
    inPalette: true,
  }),
  row('printAgain', 'tender', ['Ctrl+P'], {
    says: says.printAgain,
    reach: 'text',
    when: ({ isUnprinted }) => isUnprinted,
    inPalette: true,
  }),
  row('document', 'tender', ['D'], {
    says: says.document,
    reach: 'control',
    when: now => now.hasPapers && now.sale === 'open',
    inPalette: true,
  }),
  row('receipt', 'tender', ['Shift+D'], {
    says: says.receipt,
    reach: 'control',
    when: now => now.hasPapers && now.sale === 'open',
    inPalette: true,
  }),

  row('palette', 'everywhere', ['Ctrl+K'], { says: says.palette, reach: 'text', when: always }),
  row('keys', 'everywhere', ['?'], { says: says.keys, reach: 'control', when: always, inPalette: true }),
] as const

export type CommandName = (typeof keyTable)[number]['does']
