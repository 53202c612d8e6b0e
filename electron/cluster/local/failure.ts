/**
 * Why the embedded cluster cannot be had:
 * - `etcd-missing`: no source gave an etcd; the message lists what was tried and what a person can do;
 * - `checksum`: an archive is not the one that was published; both sums are in the message;
 * - `data-folder`: the folder or a file in it cannot be used;
 * - `in-use`: another running application owns the data folder;
 * - `port-taken`: one of the cluster's kept ports is held by another process;
 * - `not-started`: the nodes ran, but no quorum answered.
 */
export type LocalClusterReason =
  | 'etcd-missing'
  | 'checksum'
  | 'data-folder'
  | 'in-use'
  | 'port-taken'
  | 'not-started'

/** Everything `obtainEtcd` and `startLocalCluster` reject with; the message is a sentence for a person. */
export class LocalClusterFailure extends Error {
  override readonly name = 'LocalClusterFailure'
  constructor(
    readonly reason: LocalClusterReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export function dataFolderFailure(path: string, error: unknown): LocalClusterFailure {
  return new LocalClusterFailure('data-folder', `${path} cannot be used: ${messageOf(error)}`, {
    cause: error,
  })
}
