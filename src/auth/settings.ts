/** The part of the configuration that authentication reads, under one roof: nothing else here knows the generated types. */
import type { ChannelPolicy, Config, JwksSource, JwtKey } from '../../generated/types.ts'

export type JwtKeySettings = JwtKey
export type JwksSettings = JwksSource
export type ChannelPolicySettings = ChannelPolicy

export type Algorithm = JwtKey['algorithm']
export type Audience = ChannelPolicy['join']

export type AuthSettings = Pick<
  Config,
  'host' | 'jwt_secret' | 'jwt_keys' | 'jwks' | 'jwt_issuer' | 'jwt_audience' | 'jwt_clock_tolerance_ms'
>
