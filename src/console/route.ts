/** Where the page is: `#/chat/room:1` is the view `chat` and the rest `room:1`. */
import { useEffect, useState } from 'preact/hooks'

export interface Route {
  readonly view: string
  /** Decoded; empty when there is none. */
  readonly rest: string
}

export function routeOf(hash: string): Route {
  const path = hash.replace(/^#?\/?/, '')
  const at = path.indexOf('/')
  return at === -1 ? { view: path, rest: '' } : { view: path.slice(0, at), rest: decoded(path.slice(at + 1)) }
}

export function hashOf(view: string, rest = ''): string {
  return rest === '' ? `#/${view}` : `#/${view}/${encodeURIComponent(rest)}`
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash))
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return route
}

/** Anybody can write anything into an address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
