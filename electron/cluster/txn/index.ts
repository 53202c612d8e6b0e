export { absent, get, getPrefix, nested, present, put, remove, removePrefix, unchanged } from './constructors'
export { packed } from './packed'
export { flattened, rangeAt, valueAt } from './results'
