import { Popover } from '@base-ui/react/popover'
import { Armchair, Minus, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { bestGroups } from '#shared/domain/best-available'
import { type HouseFacts, useHouse } from '../../../stores/house'
import { IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { Kbd } from '../../../ui/kbd'
import { floatingLook } from '../../../ui/menu'
import { count } from '../../../ui/text/common'
import type { Choice } from '../choice'
import { useDesk } from '../desk'
import type { Offer } from '../rules/offers'
import { mostAtOnce } from '../rules/picks'
import { seatedParts } from '../rules/seat-parts'
import { groupInWords, pieceInWords, reasonsInWords } from '../rules/seating-words'
import { seatingIn } from '../seat-group'
import { groupSize, holdSeats } from '../seat-keys'
import { counterText } from '../text'
import { useTill } from '../till'
import { useSelling } from '../use-selling'

/** So many groups are offered: more to choose from takes longer than to look at the map. */
const groupsOffered = 3
const mostWheelchairs = 8

/** Offers the best groups of the chosen price zone, with the reasons for each; one click holds it. */
export function BestSeats({ choice }: { choice: Choice<HouseFacts> }) {
  const [isOpen, setOpen] = useState(false)
  const canSell = useSelling().is === 'possible'
  const saleIsOpen = useTill(state => state.sale.step === 'open')
  if (choice.chosen?.type.sells.by !== 'zones') return null
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        disabled={!canSell || !saleIsOpen || choice.chosen.whyNot !== undefined}
        className="absolute top-full right-3 z-5 inline-flex h-7 any-pointer-coarse:h-11 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2 text-label transition-colors enabled:hover:bg-hover disabled:text-ink-off"
      >
        <Armchair size={15} aria-hidden />
        {counterText.bestSeats}
        <Kbd>B</Kbd>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={6} className="z-20">
          <Popover.Popup
            aria-label={counterText.bestSeats}
            // The next Enter is to sell, not to open this again.
            finalFocus={false}
            className={classes(floatingLook, 'w-88 overflow-hidden')}
          >
            <Offers chosen={choice.chosen} onTaken={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Offers({ chosen, onTaken }: { chosen: Offer; onTaken: () => void }) {
  const house = useHouse(state => (state.status === 'shown' ? state.house : undefined))
  const own = useDesk(state => state.group)
  const [size, setSize] = useState(() => Math.max(2, groupSize()))
  const [wheelchairs, setWheelchairs] = useState(() => own?.accessible ?? 0)
  const groups = useMemo(() => {
    const zones = chosen.type.sells.by === 'zones' ? chosen.type.sells.zones : []
    if (!house) return []
    const parts = seatedParts(house, own?.places ?? [])
    return bestGroups(parts, { count: size, zones, wheelchairs, most: groupsOffered })
      .slice(0, groupsOffered)
      .map(({ seats }) => seats.map(({ areaId, seat: { slot, zone } }) => ({ areaId, slot, zone })))
  }, [house, chosen, own, size, wheelchairs])
  if (!house) return null
  const { eventId } = house.event
  return (
    <>
      <div className="grid gap-1.5 border-line border-b bg-sunken px-4 py-2">
        <Stepper
          name={counterText.seatsTogether}
          value={size}
          least={Math.max(1, wheelchairs)}
          most={mostAtOnce}
          onChange={setSize}
        />
        <Stepper
          name={counterText.ofThemWheelchairs}
          value={wheelchairs}
          least={0}
          most={Math.min(size, mostWheelchairs)}
          onChange={setWheelchairs}
        />
      </div>
      {groups.length === 0 ? (
        <p className="px-4 py-4 text-ink-soft text-meta">{counterText.notAsMany(chosen.type.name)}</p>
      ) : (
        <ol className="p-1.5">
          {groups.map((seats, n) => {
            const places = seats.map(seat => ({ eventId, ...seat }))
            const seating = seatingIn(house, [...(own?.places ?? []), ...places], places)
            const [only, ...more] = seating.pieces
            return (
              <li key={seats.map(({ areaId, slot }) => `${areaId} ${slot}`).join()}>
                <button
                  type="button"
                  onClick={() => {
                    holdSeats(house, places, wheelchairs)
                    onTaken()
                  }}
                  className="grid min-h-11 w-full gap-0.5 rounded-control px-2.5 py-1.5 text-left transition-colors hover:bg-hover"
                >
                  <span className="flex justify-between gap-2 text-label">
                    {only && more.length === 0 ? pieceInWords(only) : groupInWords(seating)}
                    {n === 0 && <span className="text-ink-faint text-meta">{counterText.theBest}</span>}
                  </span>
                  <span className="text-ink-soft text-meta">{reasonsInWords(seating).join(' · ')}</span>
                </button>
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}

function Stepper(props: {
  name: string
  value: number
  least: number
  most: number
  onChange: (value: number) => void
}) {
  const { name, value, least, most, onChange } = props
  return (
    <fieldset className="flex items-center justify-between gap-2" aria-label={name}>
      <span className="text-label">{name}</span>
      <span className="flex items-center">
        <IconButton
          label={counterText.oneLess(name)}
          size="touch"
          disabled={value <= least}
          onClick={() => onChange(value - 1)}
        >
          <Minus size={16} aria-hidden />
        </IconButton>
        <output className="min-w-8 text-center text-panel tabular-nums">{count(value)}</output>
        <IconButton
          label={counterText.oneMore(name)}
          size="touch"
          disabled={value >= most}
          onClick={() => onChange(value + 1)}
        >
          <Plus size={16} aria-hidden />
        </IconButton>
      </span>
    </fieldset>
  )
}
