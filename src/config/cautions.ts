/** What may be meant, but is worth a warning at the start. */
import { parseNetwork } from './addresses.ts'
import { type Checked, developmentMode, origin } from './rules.ts'
import { named } from './settings.ts'

type Caution = (checked: Checked) => readonly string[]

/** A line each: where, what it leads to, and what to do. */
export function cautions(checked: Checked): string[] {
  return all.flatMap((caution) => caution(checked))
}

const all: readonly Caution[] = [
  isDevelopmentMode,
  tokenRulesWithoutKeys,
  everybodyIsAProxy,
  backlogBelowFrame,
  contentThatCannotBeSent,
  policiesOutOfReach,
]

function isDevelopmentMode({ config }: Checked): readonly string[] {
  if (!developmentMode(config)) return []
  return [
    `DEVELOPMENT MODE: no authentication is configured, so that everybody on this machine can connect as any user; set ${named('jwt_secret')}, ${named('jwt_keys')} or ${named('jwks')} for anything else`,
  ]
}

function tokenRulesWithoutKeys(checked: Checked): readonly string[] {
  if (!developmentMode(checked.config)) return []
  return (['jwt_issuer', 'jwt_audience'] as const)
    .filter((key) => checked.config[key] !== undefined)
    .map((key) => `${origin(checked, key)}: has no effect, because there is no key that tokens are checked with`)
}

function everybodyIsAProxy(checked: Checked): readonly string[] {
  return checked.config.trusted_proxies.flatMap((text, index) => {
    if (!/\/0$/.test(text) || parseNetwork(text) === undefined) return []
    return [
      `${origin(checked, 'trusted_proxies')}[${index}]: ${text} lets every client choose the address that it is counted by; name the addresses of the proxies`,
    ]
  })
}

function backlogBelowFrame(checked: Checked): readonly string[] {
  const { max_backlog_bytes: backlog, max_frame_bytes: frame } = checked.config.limits
  if (backlog >= frame) return []
  return [
    `${origin(checked, 'limits.max_backlog_bytes')}: ${backlog} is less than one frame may have (${frame}), so that a single message can close a connection as too slow; raise it to at least ${named('limits.max_frame_bytes')}`,
  ]
}

function contentThatCannotBeSent(checked: Checked): readonly string[] {
  const { max_frame_bytes: frame, max_http_body_bytes: body } = checked.config.limits
  const most = Math.max(frame, body)
  return checked.config.channels.flatMap(({ max_content_bytes: content, pattern }, index) => {
    if (content <= most) return []
    return [
      `${origin(checked, 'channels')}[${index}].max_content_bytes: ${content} for ${pattern} cannot be reached, because neither a frame (${frame}) nor a request of the HTTP API (${body}) may be that large; raise ${named('limits.max_frame_bytes')} or ${named('limits.max_http_body_bytes')}`,
    ]
  })
}

function policiesOutOfReach(checked: Checked): readonly string[] {
  const patterns = checked.config.channels.map(({ pattern }) => pattern)
  return patterns.flatMap((pattern, index) => {
    const first = patterns.findIndex((earlier) => earlier === pattern || /^\*+$/.test(earlier))
    if (first >= index) return []
    return [
      `${origin(checked, 'channels')}[${index}]: is never used, because [${first}] matches all that ${pattern} matches, and the first match decides; move it before that one`,
    ]
  })
}
