/** A column beside the content; on narrow screens it comes over it when asked, and Escape sends it back. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './drawer.css'

export interface DrawerProps {
  readonly label: string
  readonly side: 'left' | 'right'
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly class: string
  readonly children: ComponentChildren
}

export function Drawer({ label, side, isOpen, onClose, class: name, children }: DrawerProps) {
  const place = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  // Before it is painted: whoever is quick with the keys types into the drawer already.
  useLayoutEffect(() => {
    if (!isOpen) return
    before.current = document.activeElement
    place.current?.querySelector<HTMLElement>('button, input, a[href]')?.focus()
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [isOpen])
  return (
    <>
      {isOpen && <div class="drawer-shade" onClick={onClose} aria-hidden="true" />}
      <aside
        ref={place}
        class={`drawer drawer-${side} ${name}`}
        aria-label={label}
        data-open={isOpen}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOpen) onClose()
        }}
      >
        <button type="button" class="button button-quiet drawer-close" onClick={onClose}>
          Close
        </button>
        {children}
      </aside>
    </>
  )
}
