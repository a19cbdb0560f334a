/** The version of this package. Found by its name, because the compiled file stands one folder deeper than the source. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const file = createRequire(import.meta.url).resolve('pactwire/package.json')
export const packageVersion = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
