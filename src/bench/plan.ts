/** What a load does: data, so that scenarios can be written down, printed and sent to another process. */
import type { Pace } from './pace.ts'

/** Rooms full of members, some or all of whom send. A message goes to every member of its room, its sender included. */
export interface FanoutPlan {
  readonly kind: 'fanout'
  readonly rooms: number
  /** Of each room. */
  readonly members: number
  /** Of each room. */
  readonly senders: number
  /** `direct`: no rooms, but pairs; the first of each sends to the second, and both get the message. */
  readonly address: 'channel' | 'direct'
  /** Of all senders together when open; of each when closed. */
  readonly pace: Pace
  readonly contentBytes: number
  readonly warmupSeconds: number
  readonly seconds: number
}

/** Connections that have joined a room and do nothing. */
export interface IdlePlan {
  readonly kind: 'idle'
  readonly connections: number
  /** So many come before memory is looked at for the first time, so that what everyone shares is there already. */
  readonly early: number
  readonly perRoom: number
  readonly seconds: number
}

/** Somebody talks while others do something heavy. */
export interface Live {
  readonly members: number
  readonly perSecond: number
}

/** Many clients come back at once and ask for what they have missed; where there is no such thing, they only join. */
export interface StormPlan {
  readonly kind: 'storm'
  readonly clients: number
  /** Whether they have been there before, or the server has never seen them: it has just been started, say. */
  readonly comers: 'back' | 'new'
  readonly rooms: number
  readonly missed: number
  readonly contentBytes: number
  readonly live: Live
  readonly quietSeconds: number
}

/** Clients that read history, one page after the other. */
export interface HistoryPlan {
  readonly kind: 'history'
  readonly readers: number
  readonly stored: number
  readonly limit: number
  readonly contentBytes: number
  readonly live: Live
  readonly warmupSeconds: number
  readonly seconds: number
}

export type Plan = FanoutPlan | IdlePlan | StormPlan | HistoryPlan

/** How many connections a plan opens at once, so that limits can be looked at before. */
export function connectionsOf(plan: Plan): number {
  switch (plan.kind) {
    case 'fanout':
      return plan.rooms * plan.members
    case 'idle':
      return plan.connections
    case 'storm':
      return plan.clients + plan.live.members + plan.rooms
    case 'history':
      return plan.readers + plan.live.members + 1
  }
}
