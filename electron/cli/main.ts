import { runCli } from './run'

const stop = new AbortController()
process.once('SIGINT', () => {
  // A second Ctrl+C ends the process at once, as it does by default.
  stop.abort()
})

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: line => void process.stdout.write(`${line}\n`),
    err: line => void process.stderr.write(`${line}\n`),
  },
  stop.signal,
)
