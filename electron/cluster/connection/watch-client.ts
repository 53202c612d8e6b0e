import { Etcd3, type IWatchRequest } from 'etcd3'
import { type WatchMessage, watchMessageReader } from './watch-message'

/** A watch's stream, as grpc-js gives it, with messages of ours. */
export interface RawWatch {
  on(event: 'data', listener: (message: WatchMessage) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'end', listener: () => void): this
  write(request: IWatchRequest): unknown
  cancel(): void
}

/** etcd3's client, with its Watch stream read by us. */
export class WatchClient extends Etcd3 {
  /** As etcd3's own `watchClient.watch()`, where a broken stream marks nothing: whoever opened it decides. */
  open(namespace: string): Promise<RawWatch> {
    return this.pool.withConnection('Watch', ({ client, metadata }) => {
      const { watch } = client as unknown as { watch: { requestSerialize(request: IWatchRequest): Buffer } }
      // A member that knows no leader then ends the watch instead of staying silent (v3rpc/interceptor.go).
      metadata.set('hasleader', 'true')
      return client.makeBidiStreamRequest(
        '/etcdserverpb.Watch/Watch',
        watch.requestSerialize,
        watchMessageReader(namespace),
        metadata,
      )
    })
  }
}
