import { count } from '../../../ui/text/common'

const seats = (n: number) => (n === 1 ? '1 seat' : `${count(n)} seats`)

/** The strings of the seat map. */
export const mapText = {
  keys: 'Arrow keys walk from seat to seat, Enter or Space takes one, Shift+Enter takes all from the last one to here. Plus and minus zoom, Z shows the section, the seat, and the whole house again.',
  goToSection: 'Go to section',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeHouse: 'Whole house',
  showAll: 'Show all',
  bringOut: (name: string) => `Bring out on the map: ${name}`,
  /** Beside a rectangle that is being drawn. */
  framed: (free: number, notFree: number) =>
    free === 0 && notFree === 0
      ? seats(0)
      : [seats(free), notFree > 0 && `${count(notFree)} not free`].filter(Boolean).join(' · '),
  /** After several seats were asked for together. */
  held: (n: number) => (n === 0 ? 'Nothing was held.' : `${seats(n)} held.`),
  notFree: (places: string) => `Not free: ${places}.`,
  andMore: (n: number) => `and ${count(n)} more`,
  rowSeats: (row: string, labels: string) => `row ${row}, ${labels}`,
}
