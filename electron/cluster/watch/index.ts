export { type Mirror, type MirrorOptions, type MirrorState, mirror } from './mirror'
