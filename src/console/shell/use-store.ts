/** A store as a hook: renders again when what is selected of its state is another. */
import { useEffect, useState } from 'preact/hooks'
import type { Store } from '../chat/state/store.ts'

export function useStore<S, A>(store: Store<S, A>): S {
  const [, setSeen] = useState(store.state)
  useEffect(() => {
    const look = () => setSeen(() => store.state)
    // It may have changed between rendering and this.
    look()
    return store.subscribe(look)
  }, [store])
  return store.state
}

export function useSelected<S, A, T>(store: Store<S, A>, select: (state: S) => T): T {
  const [, setSeen] = useState(() => ({ value: select(store.state) }))
  useEffect(() => {
    const look = () => {
      const value = select(store.state)
      setSeen((seen) => (Object.is(seen.value, value) ? seen : { value }))
    }
    look()
    return store.subscribe(look)
  }, [store, select])
  return select(store.state)
}
