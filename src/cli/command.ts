/** What a subcommand of `pactwire` is. */

/** Where a command writes: whole pieces of text, with the ends of lines that it wants. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export interface Command {
  /** The word after `pactwire`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What `--help` prints. */
  readonly help: string
  /** Does it; `args` are the words after the name. The result is the exit status: 0 done, 1 failed, 2 used wrongly. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}
