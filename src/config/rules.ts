/**
 * What the schema cannot say, because it is about several settings at once or about the meaning of a text. Each rule
 * gives a line for each thing that is wrong: where, what, and what to do. No line repeats a secret.
 */
import type { Config, JwksSource, JwtKey } from '../../generated/types.ts'
import { isLoopback, parseAddress, parseNetwork } from './addresses.ts'
import { named } from './settings.ts'

export interface Checked {
  readonly config: Config
  /** By key, as `merge` gives them. */
  readonly origins: Readonly<Record<string, string>>
}

type Rule = (checked: Checked) => readonly string[]

export function brokenRules(checked: Checked): string[] {
  return rules.flatMap((rule) => rule(checked))
}

/** Without authentication everybody is who they say they are: for development, on loopback. */
export function developmentMode(config: Pick<Config, 'jwt_secret' | 'jwt_keys' | 'jwks'>): boolean {
  return config.jwt_secret === undefined && config.jwt_keys.length === 0 && config.jwks.length === 0
}

const rules: readonly Rule[] = [
  hostIsOne,
  authenticationBeyondLoopback,
  tlsIsWhole,
  metricsPortIsItsOwn,
  jwtKeysHaveTheirKey,
  jwksHaveOneSource,
  proxiesAreAddresses,
  originsAreOrigins,
  apiKeysAreUsable,
  drainFitsItsTime,
  eventsHaveTheirFolder,
]

/** `host` by the name that the reader gave it with. */
export function origin({ origins }: Checked, key: string): string {
  const found = origins[key] ?? 'default'
  return found === 'default' ? key : found
}

function hostIsOne(checked: Checked): readonly string[] {
  const { host } = checked.config
  const wrong = (problem: string): string[] => [`${origin(checked, 'host')}: ${problem}, not ${JSON.stringify(host)}`]
  if (/^\[.*\]$/.test(host)) return wrong('must be an IPv6 address without its brackets')
  if (parseAddress(host.replace(/(?<=:.*)%[\w.-]+$/, '')) !== undefined) return []
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(host)) return wrong('must be an address or a host name alone, without a scheme')
  if (/^(\[.*\]|[^:]*):\d+$/.test(host))
    return wrong(`must be an address or a host name alone, and the port goes to ${named('port')}`)
  const labels = host.split('.')
  const isName =
    labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  return isName ? [] : wrong('must be an IP address or a host name')
}

function authenticationBeyondLoopback(checked: Checked): readonly string[] {
  const { host } = checked.config
  if (isLoopback(host) || !developmentMode(checked.config) || hostIsOne(checked).length > 0) return []
  return [
    `${origin(checked, 'host')}: ${JSON.stringify(host)} can be reached from other machines, but no authentication is configured; set ${named('jwt_secret')}, ${named('jwt_keys')} or ${named('jwks')}, or for development listen on 127.0.0.1`,
  ]
}

function tlsIsWhole(checked: Checked): readonly string[] {
  const { tls_key_file: key, tls_cert_file: certificate } = checked.config
  if ((key === undefined) === (certificate === undefined)) return []
  const [given, missing] = key === undefined ? ['tls_cert_file', 'tls_key_file'] : ['tls_key_file', 'tls_cert_file']
  return [`${origin(checked, given)}: TLS needs both files; set ${named(missing)} too`]
}

function metricsPortIsItsOwn(checked: Checked): readonly string[] {
  const { port, metrics_port: metricsPort } = checked.config
  // Two times 0 are two free ports.
  if (metricsPort === undefined || metricsPort === 0 || metricsPort !== port) return []
  return [
    `${origin(checked, 'metrics_port')}: must differ from ${named('port')}, which is ${port} too; leave it out to have the metrics on the same port`,
  ]
}

function jwtKeysHaveTheirKey(checked: Checked): readonly string[] {
  return checked.config.jwt_keys.flatMap((key, index) => {
    const problem = jwtKeyProblem(key)
    return problem === undefined ? [] : [`${origin(checked, 'jwt_keys')}[${index}]: ${problem}`]
  })
}

function jwtKeyProblem({ algorithm, secret, secret_file, public_key_file }: JwtKey): string | undefined {
  const secrets = [secret, secret_file].filter((one) => one !== undefined).length
  if (algorithm === 'HS256') {
    if (public_key_file !== undefined)
      return 'HS256 has no public key; leave out public_key_file, and give secret_file or secret'
    if (secrets === 0) return 'HS256 needs a shared secret; give secret_file or secret'
    return secrets === 2 ? 'has both secret and secret_file; leave out one of them' : undefined
  }
  if (secrets > 0)
    return `${algorithm} has no shared secret; leave out secret and secret_file, and give public_key_file`
  return public_key_file === undefined ? `${algorithm} needs a public key; give public_key_file` : undefined
}

function jwksHaveOneSource(checked: Checked): readonly string[] {
  return checked.config.jwks.flatMap((source, index) => {
    const problem = jwksProblem(source)
    return problem === undefined ? [] : [`${origin(checked, 'jwks')}[${index}]${problem}`]
  })
}

function jwksProblem({ url, file }: JwksSource): string | undefined {
  if (url === undefined) return file === undefined ? ': needs a source; give url or file' : undefined
  if (file !== undefined) return ': has both url and file; leave out one of them'
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined) return '.url: must be a URL, such as https://id.example/jwks.json'
  if (parsed.username !== '' || parsed.password !== '') return '.url: must not contain a user name or a password'
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    return '.url: must be https; with http anybody on the way could put in keys of their own'
  }
  return undefined
}

function proxiesAreAddresses(checked: Checked): readonly string[] {
  return checked.config.trusted_proxies.flatMap((text, index) =>
    parseNetwork(text) === undefined
      ? [
          `${origin(checked, 'trusted_proxies')}[${index}]: must be an address or a network such as 10.0.0.0/8 or fd00::/8, not ${JSON.stringify(text)}`,
        ]
      : [],
  )
}

function originsAreOrigins(checked: Checked): readonly string[] {
  return checked.config.allowed_origins.flatMap((text, index) => {
    const meant = originMeant(text)
    if (meant === text) return []
    const advice = meant === undefined ? 'such as https://app.example, or *' : `so write ${JSON.stringify(meant)}`
    return [
      `${origin(checked, 'allowed_origins')}[${index}]: is compared exactly with what browsers send, scheme, host and port, ${advice}, not ${JSON.stringify(text)}`,
    ]
  })
}

/** What a browser would send; `null` is the origin of pages that have none. */
function originMeant(text: string): string | undefined {
  if (text === '*' || text === 'null') return text
  if (/^https?:/i.test(text)) {
    const parsed = URL.canParse(text) ? new URL(text) : undefined
    return parsed?.origin
  }
  // The pages of apps and of browser extensions.
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+$/.test(text) ? text : undefined
}

function apiKeysAreUsable(checked: Checked): readonly string[] {
  const keys = checked.config.api_keys
  return keys.flatMap((key, index) => {
    const place = `${origin(checked, 'api_keys')}[${index}]`
    if (!/^[\x21-\x7e]+$/.test(key)) {
      return [`${place}: must consist of visible ASCII characters without spaces, because it is sent in a header`]
    }
    const first = keys.indexOf(key)
    return first < index ? [`${place}: is the same key as [${first}]; leave out one of them`] : []
  })
}

function drainFitsItsTime(checked: Checked): readonly string[] {
  const { drain_delay_ms: delay, drain_timeout_ms: timeout } = checked.config
  if (delay < timeout) return []
  return [
    `${origin(checked, 'drain_delay_ms')}: ${delay} leaves no time for the shutdown itself, which is forced after ${timeout}; raise ${named('drain_timeout_ms')} above it`,
  ]
}

/** A policy that names events of which there are none would carry nothing, in silence. */
function eventsHaveTheirFolder(checked: Checked): readonly string[] {
  const { events, channels } = checked.config
  if (events !== undefined) return []
  const at = channels.findIndex((policy) => policy.events.some((name) => name !== '*'))
  const name = channels[at]?.events.find((one) => one !== '*')
  return at === -1
    ? []
    : [
        `${origin(checked, 'channels')}[${at}].events: names \`${name}\`, but there are no events; set ${named('events')} to their folder`,
      ]
}
