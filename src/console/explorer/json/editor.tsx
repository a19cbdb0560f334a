/**
 * A plain text field with colours, line numbers and marks at mistakes. The colours stand in a layer under the field,
 * which keeps everything that browsers can do with text: undo, selection, reading aloud.
 */
import { useRef } from 'preact/hooks'
import { Prose } from '../prose.tsx'
import type { Mark } from './marks.ts'
import { type Span, spansOf } from './spans.ts'

export interface EditorProps {
  readonly label: string
  readonly text: string
  readonly marks: readonly Mark[]
  readonly onText: (text: string) => void
  readonly onSend: () => void
}

export function Editor({ label, text, marks, onText, onSend }: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const lines = text.split('\n').length
  const wrongLines = new Set(marks.map(({ line }) => line))

  const follow = () => {
    if (field.current === null || layer.current === null) return
    const { scrollLeft, scrollTop } = field.current
    layer.current.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`
    const numbers = layer.current.parentElement?.previousElementSibling?.firstElementChild
    if (numbers instanceof HTMLElement) numbers.style.transform = `translateY(${-scrollTop}px)`
  }
  const goTo = ({ start, end }: Mark) => {
    field.current?.focus()
    field.current?.setSelectionRange(start, Math.max(end, start))
  }
  return (
    <div class="editor">
      <div class="editor-box" data-wrong={marks.length > 0}>
        <div class="editor-numbers" aria-hidden="true">
          <div>
            {Array.from({ length: lines }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
              <div key={at} data-wrong={wrongLines.has(at + 1)}>
                {at + 1}
              </div>
            ))}
          </div>
        </div>
        <div class="editor-text">
          <div ref={layer} class="editor-layer" aria-hidden="true">
            <Coloured text={text} marks={marks} />
          </div>
          <textarea
            ref={field}
            class="editor-field"
            aria-label={label}
            aria-invalid={marks.length > 0}
            aria-describedby="editor-marks"
            value={text}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="none"
            wrap="off"
            onInput={({ currentTarget }) => onText(currentTarget.value)}
            onScroll={follow}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              onSend()
            }}
          />
        </div>
      </div>
      <ul id="editor-marks" class="editor-marks" aria-live="polite" aria-label="Mistakes">
        {marks.slice(0, 20).map((mark) => (
          <li key={`${mark.start}-${mark.path}-${mark.message}`}>
            <button type="button" onClick={() => goTo(mark)}>
              <span class="figures">line {mark.line}</span>
              {mark.path !== '' && <code>{mark.path}</code>}
              <span>
                <Prose text={mark.message} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const colouredUpTo = 20_000

function Coloured({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  const spans = text.length > colouredUpTo ? [{ kind: 'plain', start: 0, end: text.length }] : spansOf(text)
  return (
    <>
      {spans.map((span) => (
        <span key={span.start} class={`json-${span.kind}`} data-wrong={isMarked(span, marks)}>
          {text.slice(span.start, span.end)}
        </span>
      ))}
    </>
  )
}

/** Only what is small is underlined; of a whole object, its first brace. */
function isMarked({ kind, start, end }: Span, marks: readonly Mark[]): boolean {
  if (kind === 'space') return false
  return marks.some(
    (mark) => mark.start < end && start < Math.max(mark.start + 1, isOneToken(mark, start, end) ? mark.end : 0),
  )
}

function isOneToken(mark: Mark, start: number, end: number): boolean {
  return mark.start === start && mark.end === end
}
