/**
 * How a test talks to the process that runs the bundle on the stand-in: the test names something that may happen to
 * the application, the stand-in makes it happen and answers with what the application did.
 */
export interface Request {
  id: number
  name: string
  args: unknown[]
}

export type Answer = { id: number; result: unknown } | { id: number; problem: string }

type Deed = (...args: never[]) => unknown

/** Lets the process that started this one call the deeds. */
export function answerRequests(deeds: Readonly<Record<string, Deed>>): void {
  process.on('message', async ({ id, name, args }: Request) => {
    try {
      const deed = deeds[name]
      if (!deed) throw new Error(`the stand-in cannot ${name}`)
      reply({ id, result: await deed(...(args as never[])) })
    } catch (error) {
      reply({ id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
}

function reply(answer: Answer): void {
  process.send?.(answer)
}
