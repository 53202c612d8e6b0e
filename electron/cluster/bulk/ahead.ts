/**
 * Draws items before they are asked for, up to `count`, one at a time whenever the process has nothing else to do. So
 * making the next batch costs the time in which an answer is awaited anyway.
 */
export function drawnAhead<T>(items: Iterator<T>, count: number): Pick<Iterator<T>, 'next'> {
  const ready: (() => IteratorResult<T>)[] = []
  let drawing = false
  let done = false

  const draw = (): (() => IteratorResult<T>) => {
    try {
      const item = items.next()
      done = item.done === true
      return () => item
    } catch (error) {
      done = true
      // For whoever asks for it.
      return () => {
        throw error
      }
    }
  }
  const drawOne = () => {
    drawing = false
    if (done || ready.length >= count) return
    ready.push(draw())
    drawLater()
  }
  const drawLater = () => {
    if (drawing || done || ready.length >= count) return
    drawing = true
    setImmediate(drawOne)
  }

  return {
    next() {
      const item = ready.shift() ?? draw()
      drawLater()
      return item()
    },
  }
}
