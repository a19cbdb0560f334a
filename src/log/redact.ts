/**
 * What must not be read in a log: tokens, keys, passwords, and what people write to each other. The rule is by name, and
 * for tokens also by form, because a token can stand in a text that nobody thought of, such as the message of an error.
 */
export const redacted = '[redacted]'

const secretWords = new Set([
  'token',
  'tokens',
  'authorization',
  'content',
  'contents',
  'secret',
  'secrets',
  'password',
  'passwd',
  'cookie',
  'cookies',
  'credential',
  'credentials',
])

/** By the last word of a name: `accessToken` and `set-cookie` are secret, `token_expired` and `content_bytes` are not. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const last = words.at(-1) ?? ''
  if (secretWords.has(last) || /^api_?keys?$/.test(last)) return true
  return /^(api|private)$/.test(words.at(-2) ?? '') && /^keys?$/.test(last)
}

/** A URL or a request target, with the values of secret parameters and the password of its user replaced by `***`. */
export function redactUrl(url: string): string {
  const parts = url.split(/([?&;#])/)
  let result = ''
  // A secret value goes on to the next `&`, as a server reads it: `;`, `?` and `#` are part of it.
  let inSecret = false
  for (let at = 0; at < parts.length; at += 2) {
    const separator = at === 0 ? '' : (parts[at - 1] ?? '')
    const part = parts[at] ?? ''
    if (inSecret && separator !== '&') continue
    const equals = part.indexOf('=')
    inSecret = equals >= 0 && isSecretParameter(part.slice(0, equals))
    result += separator + (inSecret ? `${part.slice(0, equals)}=***` : part)
  }
  return result.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#@]*@/i, '$1//***@')
}

function isSecretParameter(name: string): boolean {
  try {
    return isSecretName(decodeURIComponent(name.replaceAll('+', ' ')))
  } catch {
    // Not decodable: another reader could make a secret name of it.
    return true
  }
}

/** A text in which whatever has the form of a JWT, of a bearer credential or of an `access_token` is replaced. */
export function redactText(text: string): string {
  return text
    .replaceAll(/eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g, redacted)
    .replaceAll(/\bbearer\s+[^\s,;"']+/gi, `Bearer ${redacted}`)
    .replaceAll(/\baccess_token=[^&\s"']+/gi, 'access_token=***')
}
