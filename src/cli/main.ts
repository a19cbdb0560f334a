#!/usr/bin/env -S node --max-semi-space-size=8
/**
 * The command `pactwire`: finds the subcommand and runs it. The line above is for those who come by the thousand at once:
 * what they leave behind while they connect would otherwise stay in memory, 2 kB for each of 10,000.
 */
import { suggestion } from '../codegen/nearest.ts'
import { packageVersion } from '../version.ts'
import type { Terminal } from './command.ts'
import { type CommandEntry, commands } from './commands.ts'

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop early, as `head` does. That is no fault.
  if (error.code === 'EPIPE') process.exit()
  terminal.err(`pactwire: the output could not be written: ${error.message}\n`)
  process.exit(1)
})
process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined) {
    terminal.err(usage())
    return 2
  }
  if (name === '--version' || name === '-v') {
    terminal.out(`${packageVersion}\n`)
    return 0
  }
  const help = name === '--help' || name === '-h' || name === 'help'
  if (help && args[0] === undefined) {
    terminal.out(usage())
    return 0
  }
  const asked = help ? (args[0] ?? '') : name
  const entry = commands.find((command) => command.name === asked)
  if (entry === undefined) {
    const names = commands.map((command) => command.name)
    const shown = JSON.stringify(asked.slice(0, 64)).slice(1, -1)
    terminal.err(`pactwire: there is no command \`${shown}\`${suggestion(asked, names) || '; see pactwire --help'}\n`)
    return 2
  }
  return run(entry, help ? ['--help'] : args)
}

async function run({ name, load }: CommandEntry, args: readonly string[]): Promise<number> {
  try {
    const command = await load()
    return await command.run(args, terminal)
  } catch (error) {
    // What arrives here is a fault of ours or of the machine; what people do wrong, the command tells them itself.
    const message = error instanceof Error ? error.message : String(error)
    terminal.err(`pactwire ${name}: ${message.trim().replace(/\s*\n\s*/g, ' ')}\n`)
    if (process.env['PACTWIRE_DEBUG'] === '1' && error instanceof Error) terminal.err(`${error.stack}\n`)
    return 1
  }
}

function usage(): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: pactwire COMMAND [options]

${list.join('\n')}

pactwire COMMAND --help tells what a command does and which options it has.

  --version  the version
  --help     this text

Example:
  pactwire serve --port 8080
`
}
