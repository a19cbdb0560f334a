/**
 * What no payload may be, whatever its schema says: so that every client can read it, in whatever language, and that what
 * is stored is what was said. Pure.
 */
import type { PayloadMistake } from './catalogue.ts'

/** Readers of JSON give up at 64 levels and more; the frame around a payload takes up to four. */
export const deepestPayload = 32

export function unsoundness(payload: unknown): PayloadMistake | undefined {
  return look(payload, 1)
}

function look(value: unknown, depth: number): PayloadMistake | undefined {
  if (typeof value !== 'object' || value === null) {
    // A number beyond what JavaScript has would be written down as `null`.
    return typeof value === 'number' && !Number.isFinite(value)
      ? { path: '', message: 'must be a number that is not larger than 1.8e308' }
      : undefined
  }
  if (depth > deepestPayload) return { path: '', message: `must not be nested more than ${deepestPayload} levels deep` }
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      const found = look(value[at], depth + 1)
      if (found !== undefined) return { path: within(`[${at}]`, found.path), message: found.message }
    }
    return undefined
  }
  for (const name in value) {
    // In JavaScript it is no field: whoever copies the payload would change what kind of object it is.
    if (name === '__proto__') return { path: name, message: 'is not a name that a field may have' }
    const found = look(value[name as keyof typeof value], depth + 1)
    if (found !== undefined) return { path: within(readable(name), found.path), message: found.message }
  }
  return undefined
}

function within(outer: string, inner: string): string {
  if (inner === '') return outer
  return inner.startsWith('[') ? outer + inner : `${outer}.${inner}`
}

/** Names come from outside: as they are where they are plain, and otherwise quoted, and never long. */
function readable(name: string): string {
  if (/^[\p{L}_$][\p{L}\p{N}_$-]{0,63}$/u.test(name)) return name
  return `[${JSON.stringify(name.slice(0, 64)).replace(/[^\x20-\x7e\p{L}\p{N}]/gu, '?')}]`
}
