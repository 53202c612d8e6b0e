import { runCli } from './run'

/** What a command answered: its status, and the lines of both streams. */
export interface Answer {
  status: number
  out: string[]
  err: string[]
}

/** Runs a command in this process, as `npm run cli -- …args` would. */
export async function answerOf(args: readonly string[], stop = new AbortController()): Promise<Answer> {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  return { status: await runCli(args, io, stop.signal), out, err }
}
