/** The codec and the session, each fuzzed led by what is reached and as often blind. */
import { Coverage } from './coverage.ts'
import { type Comparison, compare, type Expedition } from './explore.ts'

export async function guided(expedition: Expedition): Promise<readonly Comparison[]> {
  const codec = await look(/\/src\/protocol\/(codec|skim|failure)|\/generated\/validators/, async (coverage) => {
    const { codecTarget } = await import('./targets/codec.ts')
    return compare(codecTarget, coverage, expedition)
  })
  const session = await look(/\/src\/protocol\/(session|bucket)/, async (coverage) => {
    const { sessionTarget } = await import('./targets/session.ts')
    return compare(sessionTarget, coverage, expedition)
  })
  return [codec, session]
}

/** Counting begins before the code is loaded, or nothing of it is counted. */
async function look<T>(scripts: RegExp, run: (coverage: Coverage) => Promise<T>): Promise<T> {
  const coverage = new Coverage(scripts)
  try {
    return await run(coverage)
  } finally {
    coverage.stop()
  }
}

export function summary({ name, led, blind }: Comparison): string {
  return `${name}: ${led.runs} runs reach ${led.reached} of ${led.blocks} blocks by ${led.kept} inputs that were kept; blind, ${blind.reached}`
}
