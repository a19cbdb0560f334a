/** Where a reader is in a list that grows at both ends: what is looked at stays where it is. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

const nearPx = 48
const earlyPx = 400

export interface Scroll {
  readonly place: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly onScroll: () => void
  readonly toEnd: () => void
}

/**
 * `first` is the key of the oldest row, `version` changes with the rows, `written` names what the reader has written
 * last: it is shown, wherever the reader was. `onNearStart` is called near the beginning of what is there.
 */
export function useScroll(
  list: string,
  first: string | undefined,
  version: unknown,
  written: string | undefined,
  onNearStart: () => void,
  onEnd: (isAtEnd: boolean) => void,
): Scroll {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef({
    list: '',
    first: undefined as string | undefined,
    written: undefined as string | undefined,
    height: 0,
    isAtEnd: true,
  })
  const [isAtEnd, setAtEnd] = useState(true)

  const tell = (now: boolean) => {
    before.current.isAtEnd = now
    setAtEnd(now)
    onEnd(now)
  }
  const toEnd = () => {
    const box = place.current
    if (box !== null) box.scrollTop = box.scrollHeight
    tell(true)
  }
  const onScroll = () => {
    const box = place.current
    if (box === null) return
    const now = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
    if (now !== before.current.isAtEnd) tell(now)
    if (box.scrollTop < earlyPx) onNearStart()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the rows, whatever they are.
  useLayoutEffect(() => {
    const box = place.current
    if (box === null) return
    const last = before.current
    const height = box.scrollHeight
    const hasWritten = written !== undefined && written !== last.written
    if (last.list !== list || last.isAtEnd || hasWritten) box.scrollTop = height
    else if (last.first !== first) box.scrollTop += height - last.height
    if (last.list !== list || hasWritten) tell(true)
    before.current = { list, first, written, height, isAtEnd: before.current.isAtEnd }
    // A first page may not fill the window: then there is nothing to scroll, and nobody would ask for more.
    if (height <= box.clientHeight + earlyPx) onNearStart()
  }, [list, first, version])

  return { place, isAtEnd, onScroll, toEnd }
}
