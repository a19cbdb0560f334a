/**
 * Where a program that runs the server has its say. A hook refuses by throwing `Refused` (or anything: the client is then
 * told `internal`, and the log the rest).
 */
export interface Hooks {
  /** Somebody has proved who they are and is about to be let in. */
  readonly onConnect?: (event: { readonly userId: string; readonly address: string }) => void | Promise<void>
  readonly onJoin?: (event: { readonly userId: string; readonly channelId: string }) => void | Promise<void>
  /** A message is about to be stored; what is returned is stored in its place. */
  readonly onMessage?: (event: {
    readonly userId: string | undefined
    readonly channelId: string
    readonly content: string
  }) => string | undefined | Promise<string | undefined>
  /** An event is about to be stored, its payload as its schema says; what is returned takes its place, and is checked too. */
  readonly onEvent?: (event: {
    readonly userId: string | undefined
    readonly channelId: string
    readonly event: string
    readonly payload: Readonly<Record<string, unknown>>
  }) => EventPayload | undefined | Promise<EventPayload | undefined>
}

type EventPayload = Readonly<Record<string, unknown>>
