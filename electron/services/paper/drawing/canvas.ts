import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PDFDocument } from '@napi-rs/canvas'

/** What is drawn on: a page of a PDF or a picture. */
export type Sheet = ReturnType<PDFDocument['beginPage']>
export type CanvasLibrary = typeof import('@napi-rs/canvas')

const resolve = createRequire(import.meta.url).resolve
const inter = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese']
const files = [
  ...inter.map(part => `@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`),
  '@fontsource-variable/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2',
  '@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2',
  ...Array.from(
    { length: 10 },
    (_, n) => `@fontsource-variable/noto-emoji/files/noto-emoji-${n}-wght-normal.woff2`,
  ),
]
const familyOf = (n: number) => `Paper ${n}`
/** Where none of ours has a letter, the system's fonts are asked: those of Chinese, for instance. */
const families = `${files.map((_, n) => `'${familyOf(n)}'`).join(', ')}, sans-serif`

let loaded: Promise<CanvasLibrary> | undefined

/** The library that draws, with the letters of our own: loaded once, when something is first drawn. */
export function loadCanvas(): Promise<CanvasLibrary> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<CanvasLibrary> {
  const library = await import('@napi-rs/canvas')
  // Read, not named: in a packaged application they stand in an archive, which only Node can look into.
  const fonts = await Promise.all(files.map(file => readFile(resolve(file))))
  for (const [n, font] of fonts.entries()) library.GlobalFonts.register(font, familyOf(n))
  return library
}

export type Weight = 400 | 500 | 600 | 700 | 800

/** Writes in this weight and size (in the sheet's units) from now on. */
export function useFont(sheet: Sheet, weight: Weight, size: number): void {
  sheet.font = `${size}px ${families}`
  // The library asks a variable font for another weight by this alone; by the other way it smears the regular one.
  sheet.fontVariationSettings = `"wght" ${weight}`
}
