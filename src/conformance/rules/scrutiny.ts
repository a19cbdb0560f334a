/** Every frame that comes on a connection, held against its schema and against what holds for all frames. */
import { operations } from '../../../generated/operations.ts'
import type { Position, ServerFrame } from '../../../generated/types.ts'
import { refuseServerFrame } from '../../../generated/validators.js'
import type { Coverage } from '../coverage.ts'
import { show } from '../failure.ts'
import { Answers, type Asked } from './answers.ts'
import { Crowds } from './crowds.ts'
import type { Ledger } from './ledger.ts'
import { Positions } from './positions.ts'
import { errorProblems } from './refusals.ts'

export interface ScrutinyOptions {
  /** What the connection is called in the report. */
  readonly name: string
  readonly coverage: Coverage
  readonly ledger: Ledger
  readonly wrong: (problem: string) => void
}

export interface ReadFrame {
  readonly frame: ServerFrame
  /** The request that it answers, if it answers one. */
  readonly to: Asked | undefined
}

export class Scrutiny {
  readonly #options: ScrutinyOptions
  readonly #answers = new Answers()
  readonly #positions = new Positions()
  readonly #crowds = new Crowds()

  constructor(options: ScrutinyOptions) {
    this.#options = options
  }

  get unanswered(): readonly Asked[] {
    return this.#answers.unanswered
  }

  position(stream: string): Position | undefined {
    return this.#positions.of(stream)
  }

  sent(text: string): void {
    this.#answers.sent(text)
  }

  sentBinary(): void {
    this.#answers.sentBinary()
  }

  /** Undefined when it is no frame of the server at all. Whatever is wrong with it is reported. */
  received(text: string): ReadFrame | undefined {
    const { name, ledger, wrong } = this.#options
    const complain = (problem: string): void => wrong(`${name}: ${problem}: ${show(text)}`)
    const value = parse(text)
    const refusal = value === undefined ? { reason: 'it is not JSON' } : refuseServerFrame(value)
    if (refusal !== undefined) {
      complain(`a frame is not as its schema says (${describe(refusal)})`)
      return undefined
    }
    const frame = value as ServerFrame
    const answer = this.#answers.received(frame)
    if (answer.kind === 'wrong') complain(answer.problem)
    const to = answer.kind === 'answer' ? answer.to : undefined
    if (frame.type === 'error') for (const problem of errorProblems(frame, to)) complain(problem)
    for (const problem of this.#positions.received(frame, to)) complain(problem)
    for (const problem of this.#crowds.received(frame)) complain(problem)
    for (const problem of ledger.received(frame)) complain(problem)
    this.#note(frame, to)
    return { frame, to }
  }

  #note(frame: ServerFrame, to: Asked | undefined): void {
    const { coverage } = this.#options
    if (frame.type === 'error') coverage.note('error', frame.data.code)
    if (to === undefined) coverage.note('push', frame.type)
    if (to?.type === undefined || !Object.hasOwn(operations, to.type)) return
    coverage.note('request', to.type)
    coverage.note('reply', frame.type)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describe(refusal: object): string {
  const { reason, event, violation } = refusal as {
    readonly reason: string
    readonly event?: string
    readonly violation?: { readonly path: string; readonly message: string }
  }
  if (violation !== undefined) return `${event}: ${violation.path || 'the frame'} ${violation.message}`
  return event === undefined ? reason : `${reason} ${event}`
}
