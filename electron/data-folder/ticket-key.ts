import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from './files'

const ticketKeyFile = z.looseObject({ v: z.literal(1), privateKey: z.string().min(1) })

const pathIn = (dataDir: string) => join(dataDir, 'ticket-key.json')

/**
 * @returns the key this terminal signs its tickets with, as base64 of PKCS #8; undefined when it has none.
 * @throws SyntaxError or ZodError when the file cannot be understood.
 */
export async function readTicketKey(dataDir: string): Promise<string | undefined> {
  return (await readJsonFile(pathIn(dataDir), ticketKeyFile))?.privateKey
}

/** Keeps the key, for nobody else's eyes. It never leaves this folder. */
export function writeTicketKey(dataDir: string, privateKey: string): Promise<void> {
  return writeJsonFile(pathIn(dataDir), { v: 1, privateKey })
}
