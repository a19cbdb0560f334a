/**
 * A bad network between a client and a server, on loopback: connections that are refused, swallowed, cut after any byte in
 * either direction, reset, half closed, held up, delayed, and chopped into single bytes. What becomes of the n-th connection
 * follows from the seed alone.
 */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { seededRandom } from './random.ts'

export interface ChaosTarget {
  readonly host: string
  readonly port: number
}

type Direction = 'up' | 'down'

/** How it ends. `half`: one side hears that the other has nothing more to say, which holds the other side for a while. */
type End = 'cut' | 'reset' | 'half' | 'stall'
/** How what passes is handed on before that. */
type Style = 'whole' | 'pieces' | 'bytes' | 'late'

export type Fate =
  | { readonly kind: 'refuse' }
  /** Taken, and never answered. */
  | { readonly kind: 'swallow'; readonly ms: number }
  | {
      readonly kind: 'carry'
      readonly style: Style
      readonly end: End
      /** It ends once so many bytes have passed in this direction … */
      readonly direction: Direction
      readonly bytes: number
      /** … or after this time, when they do not. */
      readonly ms: number
      /** How long a half-closed or stalled connection is left like that. */
      readonly lingerMs: number
      /** What `late` adds to each chunk at the most. */
      readonly delayMs: number
    }

const ends: readonly End[] = ['cut', 'cut', 'reset', 'reset', 'half', 'stall']
const styles: readonly Style[] = ['whole', 'whole', 'pieces', 'bytes', 'late']
/** Of a connection in single bytes, so many go like that: enough to tear every frame of a handshake and of a join. */
const mostSingles = 4000

/** The fate of the n-th connection. */
export function fateOf(seed: number, connection: number): Fate {
  const random = seededRandom(Math.imul(seed, 31) + connection)
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(random() * list.length)] ?? fallback
  const luck = random()
  if (luck < 0.06) return { kind: 'refuse' }
  if (luck < 0.08) return { kind: 'swallow', ms: 50 + random() * 150 }
  return {
    kind: 'carry',
    style: pick(styles, 'whole'),
    end: pick(ends, 'cut'),
    direction: random() < 0.5 ? 'up' : 'down',
    // A third dies within the handshakes, at any byte of them; the others live to carry something.
    bytes: Math.floor(random() < 0.33 ? 10 ** (random() * 3) : 10 ** (2.8 + random() * 2.4)),
    ms: 50 + random() * 400,
    lingerMs: 5 + random() * 120,
    delayMs: random() * 15,
  }
}

export interface ChaosFigures {
  connections: number
  /** Connections that came to an end by the proxy’s doing: what a test counts as cycles. */
  cycles: number
  refused: number
  swallowed: number
  /** The server was not there. */
  unreachable: number
  readonly ends: Record<End, number>
  readonly styles: Record<Style, number>
  /** Bytes that had been taken from one side and were never given to the other. */
  lostBytes: number
}

export class ChaosProxy {
  readonly port: number
  readonly figures: ChaosFigures = {
    connections: 0,
    cycles: 0,
    refused: 0,
    swallowed: 0,
    unreachable: 0,
    ends: { cut: 0, reset: 0, half: 0, stall: 0 },
    styles: { whole: 0, pieces: 0, bytes: 0, late: 0 },
    lostBytes: 0,
  }
  readonly #server: Server
  readonly #target: ChaosTarget
  readonly #seed: number
  readonly #pairs = new Set<Pair>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #sockets = new Set<Socket>()
  #calm = false

  private constructor(server: Server, port: number, target: ChaosTarget, seed: number) {
    this.#server = server
    this.port = port
    this.#target = target
    this.#seed = seed
    server.on('connection', (socket) => this.#take(socket))
  }

  static start(target: ChaosTarget, seed: number): Promise<ChaosProxy> {
    return new Promise((resolve, reject) => {
      // A half-closed connection stays one: that is half of the fun.
      const server = createServer({ allowHalfOpen: true })
      server.once('error', reject)
      server.listen({ host: '127.0.0.1', port: 0 }, () => {
        const address = server.address()
        if (typeof address === 'object' && address !== null) resolve(new ChaosProxy(server, address.port, target, seed))
        else reject(new Error('the proxy has no port'))
      })
    })
  }

  /** From now on it is a good network, also for the connections that there are. */
  calm(): void {
    this.#calm = true
    for (const pair of this.#pairs) pair.spare()
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    for (const pair of [...this.#pairs]) pair.finish('reset')
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }

  #take(client: Socket): void {
    const { figures } = this
    this.#sockets.add(client)
    client.on('error', () => undefined)
    client.once('close', () => this.#sockets.delete(client))
    const fate = this.#calm ? undefined : fateOf(this.#seed, ++figures.connections)
    if (fate?.kind === 'refuse') {
      figures.refused++
      figures.cycles++
      client.resetAndDestroy()
    } else if (fate?.kind === 'swallow') {
      figures.swallowed++
      client.resume()
      this.#later(fate.ms, () => {
        figures.cycles++
        client.destroy()
      })
    } else {
      const pair = new Pair(client, this.#target, fate, figures, () => this.#pairs.delete(pair))
      this.#pairs.add(pair)
    }
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }
}

/** A client’s connection, the one to the server that belongs to it, and what stands between them. */
class Pair {
  readonly #client: Socket
  readonly #server: Socket
  readonly #figures: ChaosFigures
  readonly #gone: () => void
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #pipes: readonly Pipe[]
  #fate: Extract<Fate, { kind: 'carry' }> | undefined
  #over = false

  constructor(
    client: Socket,
    target: ChaosTarget,
    fate: Extract<Fate, { kind: 'carry' }> | undefined,
    figures: ChaosFigures,
    gone: () => void,
  ) {
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    client.setNoDelay(true)
    this.#client = client
    this.#server = server
    this.#fate = fate
    this.#figures = figures
    this.#gone = gone
    if (fate !== undefined) figures.styles[fate.style]++
    const random = seededRandom(fate?.bytes ?? 0)
    const pipe = (from: Socket, to: Socket, direction: Direction): Pipe =>
      new Pipe(from, to, {
        style: fate?.style ?? 'whole',
        limit: fate?.direction === direction ? fate.bytes : Number.POSITIVE_INFINITY,
        delayMs: () => (fate?.delayMs ?? 0) * random(),
        random,
        reached: () => this.#reached(),
      })
    this.#pipes = [pipe(client, server, 'up'), pipe(server, client, 'down')]
    let connected = false
    server.once('connect', () => {
      connected = true
    })
    server.once('error', () => {
      if (!connected) figures.unreachable++
      this.finish('reset')
    })
    client.once('error', () => this.finish('reset'))
    server.once('close', () => this.finish('cut'))
    client.once('close', () => this.finish('cut'))
    if (fate !== undefined) this.#later(fate.ms, () => this.#reached())
  }

  /** Nothing more is done to it; what is held up is let go. */
  spare(): void {
    if (this.#fate === undefined) return
    this.#fate = undefined
    for (const timer of this.#timers) clearTimeout(timer)
    for (const pipe of this.#pipes) pipe.free()
  }

  finish(how: 'cut' | 'reset'): void {
    if (this.#over) return
    this.#over = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const pipe of this.#pipes) this.#figures.lostBytes += pipe.stop()
    for (const socket of [this.#client, this.#server]) {
      if (how === 'reset' && !socket.connecting) socket.resetAndDestroy()
      else socket.destroy()
    }
    this.#gone()
  }

  #reached(): void {
    const fate = this.#fate
    if (fate === undefined || this.#over) return
    this.#fate = undefined
    this.#figures.ends[fate.end]++
    this.#figures.cycles++
    if (fate.end === 'cut' || fate.end === 'reset') {
      this.finish(fate.end)
      return
    }
    if (fate.end === 'half') {
      // The far side of the direction that ended hears so; the other direction goes on until it is over.
      const to = fate.direction === 'up' ? this.#server : this.#client
      this.#pipes[fate.direction === 'up' ? 0 : 1]?.hold()
      to.end()
    } else for (const pipe of this.#pipes) pipe.hold()
    this.#later(fate.lingerMs, () => this.finish(fate.lingerMs > 60 ? 'reset' : 'cut'))
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }
}

interface PipeOptions {
  readonly style: Style
  /** After so many bytes it is over: not one more gets through. */
  readonly limit: number
  readonly delayMs: () => number
  readonly random: () => number
  readonly reached: () => void
}

/** One direction. Bytes keep their order whatever is done to them. */
class Pipe {
  readonly #from: Socket
  readonly #to: Socket
  readonly #options: PipeOptions
  #chunks: Buffer[] = []
  #style: Style
  #left: number
  #singles = mostSingles
  #state: 'flowing' | 'held' | 'stopped' = 'flowing'
  #busy = false
  #ended = false
  #timer: NodeJS.Timeout | undefined

  constructor(from: Socket, to: Socket, options: PipeOptions) {
    this.#from = from
    this.#to = to
    this.#options = options
    this.#style = options.style
    this.#left = options.limit
    from.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      // What is slow to leave is slow to enter: the peers feel it, as they would on a thin line.
      if (this.#chunks.length > 64) from.pause()
      this.#pump()
    })
    from.once('end', () => {
      this.#ended = true
      this.#pump()
    })
  }

  hold(): void {
    if (this.#state === 'flowing') this.#state = 'held'
  }

  free(): void {
    if (this.#state === 'stopped') return
    this.#state = 'flowing'
    this.#style = 'whole'
    this.#left = Number.POSITIVE_INFINITY
    clearTimeout(this.#timer)
    this.#busy = false
    this.#pump()
  }

  /** Tells how much was in it. */
  stop(): number {
    this.#state = 'stopped'
    clearTimeout(this.#timer)
    return this.#chunks.reduce((sum, { length }) => sum + length, 0)
  }

  #pump(): void {
    while (this.#state === 'flowing' && !this.#busy) {
      const chunk = this.#chunks.shift()
      if (chunk === undefined) {
        this.#from.resume()
        if (this.#ended) this.#to.end()
        return
      }
      const size = Math.min(this.#portion(chunk.length), this.#left)
      if (size < chunk.length) this.#chunks.unshift(chunk.subarray(size))
      if (size > 0) this.#to.write(chunk.subarray(0, size))
      this.#left -= size
      if (this.#left <= 0) {
        this.#options.reached()
        return
      }
      if (this.#style !== 'whole') this.#pause()
    }
  }

  #portion(length: number): number {
    const { random } = this.#options
    if (this.#style === 'bytes' && this.#singles-- > 0) return 1
    return this.#style === 'pieces' ? 1 + Math.floor(random() * Math.min(length, 300)) : length
  }

  /** So that pieces leave as packets of their own, and late ones late. */
  #pause(): void {
    this.#busy = true
    const go = (): void => {
      this.#busy = false
      this.#pump()
    }
    if (this.#style === 'late') this.#timer = setTimeout(go, this.#options.delayMs())
    else setImmediate(go)
  }
}
