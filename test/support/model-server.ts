/** The server of the model test: a process of its own on a port that stays, with its store on disk, ended and begun again. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { mintToken } from '../../src/auth/mint.ts'
import { freePort } from './free-port.ts'
import { eventName, eventSchema } from './model-event.ts'
import { ServerProcess } from './process.ts'

const secret = 'the-shared-secret-of-the-model-tests'
const apiKey = 'the-api-key-of-the-model-tests'

export class ModelServer {
  readonly port: number
  readonly #dir: string
  #process: ServerProcess | undefined

  private constructor(port: number, dir: string) {
    this.port = port
    this.#dir = dir
  }

  static async start(): Promise<ModelServer> {
    const server = new ModelServer(await freePort(), await mkdtemp(join(tmpdir(), 'pactwire-model-')))
    await mkdir(join(server.#dir, 'events'))
    await writeFile(join(server.#dir, 'events', `${eventName}.json`), JSON.stringify(eventSchema))
    await server.begin()
    return server
  }

  async begin(): Promise<void> {
    const env = {
      PACTWIRE_DATA_DIR: join(this.#dir, 'data'),
      PACTWIRE_EVENTS: join(this.#dir, 'events'),
      PACTWIRE_JWT_SECRET: secret,
      PACTWIRE_API_KEYS: apiKey,
      PACTWIRE_PRESENCE_DEBOUNCE_MS: '0',
      PACTWIRE_DRAIN_TIMEOUT_MS: '5000',
      PACTWIRE_LIMITS_REQUESTS_PER_SECOND: '1000000',
      PACTWIRE_LIMITS_REQUEST_BURST: '1000000',
      PACTWIRE_LIMITS_USER_REQUESTS_PER_SECOND: '1000000',
      PACTWIRE_LIMITS_USER_REQUEST_BURST: '1000000',
    }
    this.#process = await ServerProcess.serve([], env, { port: this.port, from: 'built' })
  }

  /** There again, should it have died of the program before. */
  async ensure(): Promise<void> {
    const child = this.#process?.child
    // Killed, and perhaps not dead yet.
    if (child?.killed === true) await this.#process?.exited
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) await this.begin()
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const exit = await this.#process?.end(signal)
    if (signal === 'SIGTERM') expect(exit, this.#process?.stdout.slice(-3000)).toEqual({ code: 0, signal: null })
  }

  async remove(): Promise<void> {
    await this.#process?.end('SIGKILL')
    await rm(this.#dir, { recursive: true, force: true })
  }

  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

const tokens = new Map<string, string>()

export async function tokenOf(userId: string): Promise<string> {
  const known = tokens.get(userId)
  if (known !== undefined) return known
  const rest = { rights: undefined, issuer: undefined, audience: undefined }
  const token = await mintToken({ secret, userId, issuedAt: Date.now(), lifetimeMs: 3_600_000, ...rest })
  tokens.set(userId, token)
  return token
}
