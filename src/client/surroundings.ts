/** What the client takes from the world around it, so that tests can be that world. */

export type Happening = 'online' | 'offline' | 'visible' | 'hidden'

export interface Surroundings {
  /** Milliseconds that never go backwards, from an arbitrary start. */
  elapsed(): number
  /** Runs once after so many milliseconds, of any length; what it returns cancels it. */
  after(milliseconds: number, run: () => void): () => void
  /** From 0 to 1, 1 excluded. */
  random(): number
  /** A new name for a message. */
  newId(): string
  online(): boolean
  /** Whether there is a page and nobody sees it. */
  hidden(): boolean
  /** Tells of each change; what it returns ends that. */
  watch(listener: (happening: Happening) => void): () => void
}
