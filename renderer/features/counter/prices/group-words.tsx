import { Tooltip } from '@base-ui/react/tooltip'
import { classes } from '../../../ui/classes'
import { floatingLook } from '../../../ui/menu'
import { useDesk } from '../desk'
import { type Account, labelOf } from '../rules/account'
import { samePlace } from '../rules/places'
import { groupInWords, pieceInWords, reasonsInWords } from '../rules/seating-words'
import { counterText } from '../text'

/** What is in the basket, in a few words; of seats that the keys chose also why it is these, on hover and focus. */
export function GroupWords({ account }: { account: Account }) {
  const group = useDesk(state => state.group)
  const lines = account.groups.flatMap(({ lines }) => lines)
  const isAll =
    group !== undefined &&
    lines.length === group.places.length &&
    lines.every(line => line.kind === 'seat' && group.places.some(place => samePlace(place, line.seat)))
  if (!isAll) return <strong className="truncate font-semibold text-ink">{labelOf(account)}.</strong>
  const { seating } = group
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        delay={150}
        className="min-w-0 truncate rounded-key font-semibold text-ink underline decoration-dotted decoration-ink-faint underline-offset-3"
      >
        {groupInWords(seating)}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner side="top" align="start" sideOffset={8} className="z-20">
          <Tooltip.Popup className={classes(floatingLook, 'max-w-80 px-3 py-2 text-meta')}>
            <p className="pb-1 font-semibold">{counterText.whyThese}</p>
            <ul className="grid gap-0.5 text-ink-soft">
              {reasonsInWords(seating).map(reason => (
                <li key={reason}>{reason}</li>
              ))}
              {seating.pieces.length > 1 &&
                seating.pieces.map(piece => (
                  <li key={`${piece.areaId} ${piece.slots[0]}`} className="text-ink">
                    {pieceInWords(piece)}
                  </li>
                ))}
            </ul>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
