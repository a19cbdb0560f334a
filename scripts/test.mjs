/** Everything that must hold: lint and format, types, tests. Arguments go to vitest: `npm test -- test/unit/codec.test.ts`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempt, Failure, root, run } from './run.mjs'

const bin = (...path) => join(root, 'node_modules', ...path)

async function step(name, script, args) {
  console.log(`\n> ${name}`)
  const begin = performance.now()
  await run(process.execPath, [script, ...args], { name })
  console.log(`  ${name}: ${((performance.now() - begin) / 1000).toFixed(1)} s`)
}

/** Reads vitest's report; a file that fails before its first test counts as one failed test. */
function count(file) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-test-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    await step('vitest run', bin('vitest', 'vitest.mjs'), ['run', ...reporters, ...process.argv.slice(2)])
    if (nothingRan(count(file))) throw new Failure('No test ran.')
  } finally {
    const counted = count(file)
    if (counted !== undefined) {
      console.log(`\ntests: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function nothingRan(counted) {
  return counted === undefined || counted.passed + counted.failed === 0
}

await attempt(async () => {
  // `biome ci` colours what it prints even when nobody is there to see it.
  const colors = process.stdout.isTTY ? [] : ['--colors=off']
  await step('biome ci', bin('@biomejs', 'biome', 'bin', 'biome'), ['ci', '--error-on-warnings', ...colors])
  await step('tsc', bin('typescript', 'bin', 'tsc'), ['-p', 'tsconfig.json'])
  await step('tsc of the page', bin('typescript', 'bin', 'tsc'), ['-p', 'src/console/tsconfig.json'])
  await runTests()
})
