/** The colours of the map, read from the design tokens of the theme that is on. */
export interface Palette {
  surface: string
  ground: string
  line: string
  ink: string
  inkStrong: string
  inkFaint: string
  accent: string
  danger: string
  stage: string
  font: string
  zones: readonly { fill: string; line: string; on: string }[]
  ours: { fill: string; ring: string; on: string }
  other: { fill: string; ring: string }
  block: { fill: string; line: string }
  sold: string
}

/** The zones that have a colour of their own; further ones begin anew. */
const zoneNames = ['a', 'b', 'c', 'd'] as const

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = (name: string) => style.getPropertyValue(`--color-${name}`).trim()
  return {
    surface: color('surface'),
    ground: color('ground'),
    line: color('line-strong'),
    ink: color('ink-soft'),
    inkStrong: color('ink'),
    inkFaint: color('ink-faint'),
    accent: color('accent-fill'),
    danger: color('danger'),
    stage: color('hover'),
    font: style.fontFamily,
    zones: zoneNames.map(zone => ({
      fill: color(`zone-${zone}`),
      line: color(`zone-${zone}-line`),
      on: color(`on-zone-${zone}`),
    })),
    ours: { fill: color('seat-ours'), ring: color('seat-ours-ring'), on: color('on-seat-ours') },
    other: { fill: color('seat-other'), ring: color('seat-other-ring') },
    block: { fill: color('seat-block'), line: color('seat-block-line') },
    sold: color('seat-sold'),
  }
}

/** Which of the zones' colours the seats of the offer at `order` on the screen have; those nobody sells need none. */
export function zoneColour(order: number): number {
  return Math.max(0, order) % zoneNames.length
}
