import { z } from 'zod'

// The page's policy forbids code made from text. Imported first: a schema decides this when it is made.
z.config({ jitless: true })
