/** `npm run generate`: Pactwire's own protocol, through the same door as anybody else's. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from './generate.ts'
import { GeneratorError } from './model.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
process.chdir(root)
try {
  const { changed, removed } = await generate({
    schema: 'schema',
    out: 'generated',
    docs: 'docs',
    command: 'npm run generate',
  })
  process.stdout.write(
    changed.length + removed.length === 0
      ? 'generated: nothing has changed\n'
      : `generated: ${changed.length} written, ${removed.length} removed\n`,
  )
} catch (error) {
  if (!(error instanceof GeneratorError)) throw error
  process.stderr.write(`generate: ${error.message}\n`)
  process.exitCode = 1
}
