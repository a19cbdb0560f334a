/** Opening the door. uWebSockets.js only says that it could not; here it is found out why. */
import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { createServer, isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Listening } from './transport.ts'
import type { App, ListenSocket, UwsBinary } from './uws-binary.ts'

export interface TlsFiles {
  readonly keyFile: string
  /** The certificate, followed by those that lead to a root. */
  readonly certFile: string
}

export async function openDoor(
  binary: UwsBinary,
  app: App,
  host: string,
  port: number,
): Promise<Listening & { readonly socket: ListenSocket }> {
  const address = await resolve(host)
  const socket = await new Promise<ListenSocket | false>((done) => {
    // Without this, Linux lets a second server share the port, and each gets some of the connections.
    app.listen(address, port, binary.LIBUS_LISTEN_EXCLUSIVE_PORT, done)
  })
  if (socket === false) throw new Error(await whyNot(address, port))
  return { address, port: binary.us_socket_local_port(socket), socket }
}

/** Tries key and certificate before uWebSockets.js does, which would only say that something is wrong. */
export async function checkTls(files: TlsFiles): Promise<void> {
  const key = await read('TLS key', files.keyFile)
  const cert = await read('TLS certificate', files.certFile)
  try {
    createSecureContext({ key, cert })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`TLS key ${files.keyFile} and certificate ${files.certFile} cannot be used: ${why}`, { cause })
  }
}

async function read(what: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (cause) {
    const reasons: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'this user may not read it' }
    throw new Error(`${what} ${file} cannot be read: ${reasons[codeOf(cause)] ?? codeOf(cause)}`, { cause })
  }
}

async function resolve(host: string): Promise<string> {
  if (isIP(host) !== 0) return host
  try {
    return (await lookup(host)).address
  } catch (cause) {
    throw new Error(`host ${host} has no address (${codeOf(cause)}): choose another with --host`, { cause })
  }
}

/** Asks the operating system the same question through `node:net`, which passes its answer on. */
async function whyNot(address: string, port: number): Promise<string> {
  const code = await new Promise<string>((done) => {
    const probe = createServer()
    probe.once('error', (error) => done(codeOf(error)))
    probe.listen({ host: address, port, exclusive: true }, () => probe.close(() => done('')))
  })
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${address} is in use: stop the other program or choose another with --port`
    case 'EACCES':
      return `port ${port} on ${address} needs rights that this process lacks: choose one above 1023 with --port`
    case 'EADDRNOTAVAIL':
      return `${address} is not an address of this machine: choose another with --host`
    default:
      return `cannot listen on port ${port} of ${address}${code === '' ? '' : ` (${code})`}`
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
}
