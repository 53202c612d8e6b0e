import { closeConnectionsAfterFile } from './worker-cluster'

closeConnectionsAfterFile()
