import type { Change, Connection, KeyValue } from '../cluster/model'
import { type MirrorOptions, type MirrorState, mirror } from '../cluster/watch'
import { quietLog } from './log'

export interface RecordedMirror extends Disposable {
  /** What the keys are by all that was delivered: value by key. */
  readonly picture: ReadonlyMap<string, string>
  /** The revision of every snapshot, in order. */
  readonly snapshots: readonly number[]
  /** The revision of every delivery of changes, in order: a lost or doubled one shows. */
  readonly revisions: readonly number[]
  readonly phases: readonly MirrorState['phase'][]
  readonly state: MirrorState
  /** Settles once everything up to `revision` was delivered. */
  reached(revision: number): Promise<void>
}

/** Mirrors the whole namespace and writes down what it is told. */
export function recordMirror(
  connection: Connection,
  options: Partial<Pick<MirrorOptions, 'prefix' | 'snapshotPrefixes' | 'onChanges' | 'log'>> = {},
): RecordedMirror {
  const picture = new Map<string, string>()
  const snapshots: number[] = []
  const revisions: number[] = []
  const phases: MirrorState['phase'][] = []
  const waiting = new Set<() => void>()
  const tell = () => {
    for (const look of [...waiting]) look()
  }

  const mirrored = mirror({
    connection,
    prefix: '',
    log: quietLog,
    ...options,
    onSnapshot() {
      const found: KeyValue[] = []
      return {
        take: kvs => void found.push(...kvs),
        done({ revision }) {
          picture.clear()
          for (const kv of found) picture.set(kv.key, kv.value)
          snapshots.push(revision)
          tell()
        },
      }
    },
    onChanges(revision, changes: Change[]) {
      for (const change of changes) {
        if (change.type === 'put') picture.set(change.key, change.kv.value)
        else picture.delete(change.key)
      }
      revisions.push(revision)
      options.onChanges?.(revision, changes)
      tell()
    },
    onState({ phase }) {
      if (phases.at(-1) !== phase) phases.push(phase)
    },
  })

  return {
    picture,
    snapshots,
    revisions,
    phases,
    get state() {
      return mirrored.state
    },
    reached: revision =>
      new Promise(resolve => {
        const look = () => {
          if (mirrored.revision < revision) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    [Symbol.dispose]: () => mirrored.close(),
  }
}

/** What a fresh read says the keys are: value by key. */
export async function freshPicture(connection: Connection): Promise<Map<string, string>> {
  const picture = new Map<string, string>()
  for await (const page of connection.pages('')) for (const kv of page.kvs) picture.set(kv.key, kv.value)
  return picture
}
