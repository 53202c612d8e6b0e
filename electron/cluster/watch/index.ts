export { type Mirror, type MirrorOptions, type MirrorState, mirror, type Picture } from './mirror'
