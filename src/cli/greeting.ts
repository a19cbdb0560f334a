/** What a person sees when a server has started on their terminal: where it is, how to talk to it, what to beware of. */
export interface GreetingFacts {
  readonly version: string
  readonly url: string
  readonly http: string
  /** Whether the page is at `/`. */
  readonly page: 'on' | 'off' | 'missing'
  readonly metrics: string | undefined
  /** In development mode, a token for `user` where nobody but a person can read it; undefined when authentication is configured. */
  readonly development: { readonly token: string | undefined; readonly user: string } | undefined
  readonly apiOpen: boolean
}

export function greeting({ version, url, http, page, metrics, development, apiOpen }: GreetingFacts): string {
  const lines = [
    '',
    `  Pactwire ${version}`,
    '',
    ...(page === 'off' ? [] : [`  Page        ${page === 'on' ? `${http}/` : 'not built: run `npm run build`'}`]),
    `  WebSocket   ${url}`,
    `  HTTP API    ${http}/api/v1   ${apiOpen ? '' : '(closed: set PACTWIRE_API_KEYS to open it)'}`.trimEnd(),
    `  Operation   ${metrics ?? http}/livez  /readyz  /metrics`,
    `  Contract    ${http}/asyncapi.json  /openapi.json  /schema/send_message.json`,
    '',
    ...(development === undefined ? [] : developmentLines(url, development)),
  ]
  return `${lines.join('\n')}\n`
}

function developmentLines(url: string, { token, user }: NonNullable<GreetingFacts['development']>): string[] {
  return [
    '  DEVELOPMENT MODE: no authentication is configured. Every program on this machine can connect as any',
    '  user and read everything. It listens on loopback only, and refuses to listen anywhere else like this.',
    '  For anything real set PACTWIRE_JWT_SECRET, or jwt_keys or jwks in a configuration file.',
    '',
    '  A first conversation, to paste into another terminal in this folder:',
    '',
    `    ${conversation(url)}`,
    '',
    ...(token === undefined ? [] : [`  A token for ${user}, good until this process ends:`, '', `    ${token}`, '']),
  ]
}

/** One line that connects, joins, says something and shows what comes back. */
export function conversation(url: string): string {
  const frames = [
    { type: 'connect', data: { user_id: 'alice' } },
    { type: 'join_channel', data: { channel_id: 'room:1' } },
    { type: 'send_message', data: { content: 'Hello!' } },
  ]
  const sends = frames.map((frame) => `s.send(JSON.stringify(${JSON.stringify(frame)}))`).join(';')
  return `node -e 'const s=new (require("ws"))("${url}");s.on("open",()=>{${sends}});s.on("message",m=>console.log(String(m)))'`
}
