/**
 * Loaded into a server before anything else (`--import`), by tests only: tells over the channel between the processes how
 * it is inside. It needs `--expose-gc`.
 */
const watched = {
  Object,
  'Object.prototype': Object.prototype,
  Function,
  'Function.prototype': Function.prototype,
  'Array.prototype': Array.prototype,
  'String.prototype': String.prototype,
  'Number.prototype': Number.prototype,
  'Boolean.prototype': Boolean.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  'Promise.prototype': Promise.prototype,
  'RegExp.prototype': RegExp.prototype,
  'Error.prototype': Error.prototype,
  'Uint8Array.prototype': Uint8Array.prototype,
  JSON,
}

function properties() {
  const found = new Map()
  for (const [name, object] of Object.entries(watched)) {
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(object, key) ?? {}
      found.set(`${name}.${String(key)}`, value ?? get)
    }
    found.set(`the prototype of ${name}`, Object.getPrototypeOf(object))
  }
  return found
}

const before = properties()

/** What of the language itself is not as it was when the process began. */
function changed() {
  const now = properties()
  const names = [...new Set([...before.keys(), ...now.keys()])]
  return names.filter((name) => before.has(name) !== now.has(name) || !Object.is(before.get(name), now.get(name)))
}

process.on('message', () => {
  // Twice, with a turn between: what the first sets free may hold more (buffers of sockets, for instance).
  globalThis.gc()
  setImmediate(() => {
    globalThis.gc()
    process.send({ changed: changed(), memory: process.memoryUsage() })
  })
})
// Whoever watches does not keep the server alive.
process.channel?.unref()
