/** The views of the page. Each is loaded when it is first looked at. */
import type { ComponentType } from 'preact'

export interface View {
  /** As in the address: `#/live`. What comes after it (`#/chat/room:1`) belongs to the view. */
  readonly name: string
  readonly title: string
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

const chat: View = { name: 'chat', title: 'Chat', load: () => import('./chat/chat.tsx') }
const explorer: View = { name: 'explorer', title: 'Protocol', load: () => import('./explorer/explorer.tsx') }
const live: View = { name: 'live', title: 'Live', load: () => import('./live/live.tsx') }

export const views: readonly View[] = [chat, explorer, live]

export function viewNamed(name: string): View {
  return views.find((view) => view.name === name) ?? chat
}
