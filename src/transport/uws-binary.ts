/**
 * Loads uWebSockets.js when it is needed, so that everything that works without it (the generator, the command's help)
 * does so on machines for which it has no binary.
 */
import type {
  AppOptions,
  HttpRequest,
  HttpResponse,
  TemplatedApp,
  us_listen_socket,
  us_socket_context_t,
  WebSocket,
} from 'uWebSockets.js'

export type { HttpRequest, HttpResponse, us_listen_socket as ListenSocket, us_socket_context_t as SocketContext }
export type Socket<U> = WebSocket<U>

export type App = Omit<TemplatedApp, 'listen'> & {
  /** The declarations of the package leave this overload out. */
  listen(host: string, port: number, options: number, done: (socket: us_listen_socket | false) => void): unknown
}

/** The part of the module that is used here, as it is at run time: its declarations name constants that do not exist. */
export interface UwsBinary {
  App(): App
  SSLApp(options: AppOptions): App
  us_listen_socket_close(socket: us_listen_socket): void
  us_socket_local_port(socket: us_listen_socket): number
  readonly LIBUS_LISTEN_EXCLUSIVE_PORT: number
  readonly DISABLED: number
}

/** uWebSockets.js allows 4 KiB for all headers of a request, which a long token or a few cookies fill. */
const headerBytes = '16384'

export async function loadUws(load: () => Promise<unknown> = () => import('uWebSockets.js')): Promise<UwsBinary> {
  // The binary reads this once, while it is loaded; whoever has set it knows better.
  process.env['UWS_HTTP_MAX_HEADERS_SIZE'] ??= headerBytes
  try {
    return (await load()) as UwsBinary
  } catch (cause) {
    const here = `Node ${process.versions.node} (ABI ${process.versions.modules}) on ${process.platform}-${process.arch}`
    const fits = 'Node 20 and 22 on Linux with glibc, macOS and Windows'
    throw new Error(`uWebSockets.js has no binary for ${here}: it has some for ${fits}`, { cause })
  }
}
