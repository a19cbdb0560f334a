/** What one window remembers until it is closed, so that two windows can be two people. A token is never kept. */
export interface Memory {
  readonly name: string
  readonly rooms: readonly string[]
}

const keys = { name: 'pactwire.name', rooms: 'pactwire.rooms' } as const
const mostRooms = 100

export function remembered(): Memory {
  return { name: read(keys.name) ?? '', rooms: roomsIn(read(keys.rooms)) }
}

export function remember(name: string): void {
  write(keys.name, name)
}

export function rememberRooms(rooms: readonly string[]): void {
  write(keys.rooms, JSON.stringify(rooms.slice(0, mostRooms)))
}

export function forget(): void {
  write(keys.name, undefined)
  write(keys.rooms, undefined)
}

function roomsIn(text: string | undefined): string[] {
  try {
    const rooms: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(rooms) ? rooms.filter((room) => typeof room === 'string').slice(0, mostRooms) : []
  } catch {
    return []
  }
}

/** Browsers can refuse storage; the page works without. */
function read(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function write(key: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // It is not kept, then.
  }
}
