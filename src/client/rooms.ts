/** The channels of a client: one object for each id, for as long as the application or the client itself holds it. */
import { Room, type RoomHub } from './room.ts'

export class Rooms {
  readonly #known = new Map<string, WeakRef<Room>>()
  /** What must not go although the application may hold it no longer: it is in use. */
  readonly #held = new Set<Room>()
  readonly #gone = new FinalizationRegistry<string>((id) => {
    if (this.#known.get(id)?.deref() === undefined) this.#known.delete(id)
  })
  readonly #hub: RoomHub

  constructor(hub: RoomHub) {
    this.#hub = hub
  }

  get(id: string): Room {
    const known = this.find(id)
    if (known !== undefined) return known
    const room = new Room(id, this.#hub)
    this.#known.set(id, new WeakRef(room))
    this.#gone.register(room, id)
    return room
  }

  find(id: string): Room | undefined {
    return this.#known.get(id)?.deref()
  }

  keep(room: Room, inUse: boolean): void {
    if (inUse) this.#held.add(room)
    else this.#held.delete(room)
  }

  /** Those in use; the others have nothing to do with connections. */
  all(): Room[] {
    return [...this.#held]
  }
}
