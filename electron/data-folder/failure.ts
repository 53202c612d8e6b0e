import { userInfo } from 'node:os'

/** A data folder that cannot be used; the message is one sentence for the person who started the application. */
export class DataFolderFailure extends Error {
  override readonly name = 'DataFolderFailure'
}

/** What is wrong with the folder at `path`, from the file system's error. */
export function dataFolderFailure(path: string, error: unknown): DataFolderFailure {
  return new DataFolderFailure(sentenceFor(path, error), { cause: error })
}

function sentenceFor(path: string, error: unknown): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException
  // What can be written but not linked is a file system without links, such as exFAT.
  if (syscall === 'link')
    return `The data folder ${path} is on a file system that cannot protect it: choose another one with --data-dir.`
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${path} cannot be written by ${userInfo().username}: choose another one with --data-dir.`
    case 'EROFS':
      return `The data folder ${path} is on a disk that can only be read: choose another one with --data-dir.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${path} is not a folder: choose another one with --data-dir.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds the data folder ${path} is full: make room, then start again.`
    default:
      return `The data folder ${path} cannot be used: ${message}.`
  }
}
