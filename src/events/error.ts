/** Why a folder of events cannot be used: one line that says where and what to do. */
export class EventsError extends Error {
  override readonly name = 'EventsError'
}
