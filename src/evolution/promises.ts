/** What the annotation of a schema promises beside its values: replies, states, routes. */
import type { Direction, PromiseChange, Verdict } from './change.ts'
import { compareCloseCodes, compareCloseRanges, compareErrorCodes } from './codes.ts'
import { shown } from './json.ts'
import type { Role, RoleOf } from './role.ts'

/** Both of the same kind; `routes` says whether the old set has any, so that a status matters. */
export function comparePromises(before: Role, after: Role, routes: boolean): PromiseChange[] {
  if (before.kind === 'request' && after.kind === 'request') return compareRequests(before, after)
  if (before.kind === 'event' && after.kind === 'event') {
    const verdict = after.version < before.version ? 'breaking' : 'compatible'
    return unequal(verdict, 'both', 'event-version-changed', 'the version', before.version, after.version)
  }
  if (before.kind === 'route' && after.kind === 'route') return compareRoutes(before, after)
  if (before.kind === 'protocol' && after.kind === 'protocol') return compareProtocols(before, after)
  if (before.kind === 'error_codes' && after.kind === 'error_codes')
    return compareErrorCodes(before.codes, after.codes, routes)
  if (before.kind === 'close_codes' && after.kind === 'close_codes')
    return [...compareCloseCodes(before.codes, after.codes), ...compareCloseRanges(before.ranges, after.ranges)]
  if (before.kind === 'settings' && after.kind === 'settings') {
    return unequal(
      'breaking',
      'input',
      'settings-env-changed',
      'the prefix of the environment variables',
      before.env,
      after.env,
    )
  }
  return []
}

function compareRequests(before: RoleOf<'request'>, after: RoleOf<'request'>): PromiseChange[] {
  return [
    ...unequal('breaking', 'output', 'reply-changed', 'the reply', before.reply, after.reply),
    // The two states exclude each other: a request of the one is refused in the other.
    ...unequal(
      'breaking',
      'input',
      'session-changed',
      'the state of the session in which it may be asked',
      before.session,
      after.session,
    ),
    ...errorsOf(before.errors, after.errors),
  ]
}

function errorsOf(before: readonly string[], after: readonly string[]): PromiseChange[] {
  const note = (kind: string, code: string, words: string): PromiseChange => ({
    verdict: 'compatible',
    direction: 'output',
    path: '',
    kind,
    message: `${words} \`${code}\``,
  })
  return [
    ...after
      .filter((code) => !before.includes(code))
      .map((code) => note('error-added', code, 'may now be answered with')),
    ...before
      .filter((code) => !after.includes(code))
      .map((code) => note('error-removed', code, 'is no longer answered with')),
  ]
}

function compareRoutes(before: RoleOf<'route'>, after: RoleOf<'route'>): PromiseChange[] {
  const [old, now] = [before.success, after.success]
  const typeOf = ({ type, schema }: typeof old) => type ?? (schema === undefined ? 'none' : 'application/json')
  const hadBody = typeOf(old) !== 'none'
  return [
    ...unequal('breaking', 'input', 'route-method-changed', 'the method', before.method, after.method),
    ...unequal('breaking', 'input', 'route-path-changed', 'the path', before.path, after.path),
    ...unequal(
      before.access === 'open' ? 'breaking' : 'compatible',
      'input',
      'route-access-changed',
      'the access',
      before.access,
      after.access,
    ),
    ...unequal(
      'breaking',
      'output',
      'route-status-changed',
      'the status of success',
      old.status,
      now.status,
      'success',
    ),
    ...unequal(
      hadBody ? 'breaking' : 'compatible',
      'output',
      'route-body-changed',
      'the type of the body',
      typeOf(old),
      typeOf(now),
      'success',
    ),
    ...(typeOf(old) === typeOf(now) ? bodySchemas(old.schema !== undefined, now.schema !== undefined) : []),
    ...errorsOf(before.errors, after.errors),
  ]
}

function bodySchemas(had: boolean, has: boolean): PromiseChange[] {
  if (had === has) return []
  const about = { direction: 'output', path: 'success' } as const
  if (had)
    return [
      { ...about, verdict: 'breaking', kind: 'route-body-undescribed', message: 'the body is no longer described' },
    ]
  return [{ ...about, verdict: 'compatible', kind: 'route-body-described', message: 'the body is now described' }]
}

function compareProtocols(before: RoleOf<'protocol'>, after: RoleOf<'protocol'>): PromiseChange[] {
  const changedSubprotocol = before.subprotocol === 'none' ? 'compatible' : 'breaking'
  return [
    ...unequal('breaking', 'both', 'protocol-path-changed', 'the path', before.path, after.path),
    ...unequal(
      changedSubprotocol,
      'both',
      'protocol-subprotocol-changed',
      'the subprotocol',
      before.subprotocol,
      after.subprotocol,
    ),
    ...unequal('compatible', 'none', 'protocol-version-changed', 'the version', before.version, after.version),
    ...errorsOf(before.everyRequest, after.everyRequest),
  ]
}

function unequal(
  verdict: Verdict,
  direction: Direction,
  kind: string,
  what: string,
  before: string | number,
  after: string | number,
  path = '',
): PromiseChange[] {
  if (before === after) return []
  return [{ verdict, direction, path, kind, message: `${what} was ${shown(before)}, is ${shown(after)}` }]
}
