/**
 * The part of the configuration that authentication reads, field by field as in the `config` schema, defaults filled in.
 * It is structural, so that the configuration as a whole can be handed over.
 */
export type Algorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA'
export type Audience = 'anyone' | 'token' | 'members' | 'server'

export interface JwtKeySettings {
  readonly algorithm: Algorithm
  readonly secret?: string
  readonly secret_file?: string
  readonly public_key_file?: string
  readonly kid?: string
  readonly issuer?: string
}

export interface JwksSettings {
  readonly url?: string
  readonly file?: string
  readonly algorithms: readonly Exclude<Algorithm, 'HS256'>[]
  readonly issuer?: string
  readonly cache_ms: number
  readonly cooldown_ms: number
}

export interface AuthSettings {
  readonly host: string
  readonly jwt_secret?: string
  readonly jwt_keys: readonly JwtKeySettings[]
  readonly jwks: readonly JwksSettings[]
  readonly jwt_issuer?: string
  readonly jwt_audience?: string
  readonly jwt_clock_tolerance_ms: number
}

export interface ChannelPolicySettings {
  readonly pattern: string
  readonly join: Audience
  readonly send: Audience
  readonly presence: boolean
  readonly announce: boolean
  readonly announce_max_users: number
  readonly history_size: number
  readonly history_age_ms: number
  readonly max_content_bytes: number
}
