import type { ProcessIdentity } from './processes'

/**
 * What the application and its supervisor say to each other, one JSON value a line. The application writes one plan
 * to the supervisor's stdin; that stdin closes is the order to end everything, whether the application meant it or
 * was killed.
 */
export interface SupervisorPlan {
  owner: ProcessIdentity
  /** Where the supervisor keeps the `ProcessRecord`. */
  recordPath: string
  nodes: NodePlan[]
}

export interface NodePlan {
  name: string
  command: string
  arguments: string[]
  /** Where the node must answer over HTTP before the next one is started; without it they start side by side. */
  answersAt?: string
  /** Gets what the process says outside its log, such as a panic; begun anew at every start. */
  stderrPath: string
}

/** What happened to a node, as the supervisor saw it. */
export type NodeEvent =
  | { type: 'started'; name: string; pid: number }
  | {
      type: 'exited'
      name: string
      exitCode: number | null
      signal: string | null
      /** Why it could not even be started, where that is so. */
      problem?: string
      restartInMs: number
    }

/** Which processes to end when a data folder is taken over from a supervisor that was itself killed. */
export interface ProcessRecord {
  /** The application, which must be gone before anyone may touch the others. */
  owner: ProcessIdentity
  supervisor: ProcessIdentity
  nodes: ProcessIdentity[]
}
