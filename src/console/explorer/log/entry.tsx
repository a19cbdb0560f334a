/** One frame of the log: a line that opens to the whole of it. */
import { useState } from 'preact/hooks'
import { memo } from '../../chat/memo.ts'
import { JsonText } from '../json/json-view.tsx'
import type { LogEntry } from './frame-log.ts'
import { latencyWords, prettyText, previewOf } from './frame-text.ts'

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

const arrows = { sent: '↑', received: '↓', note: '·' } as const
const names = { sent: 'sent', received: 'received', note: 'note' } as const

export const Entry = memo(function Entry({ entry }: { readonly entry: LogEntry }) {
  const [isOpen, setOpen] = useState(false)
  const { number, direction, time, type, text, answers, isRefusal } = entry
  if (direction === 'note') {
    return (
      <li class="entry entry-note" data-direction="note">
        <time class="figures">{clock.format(time)}</time> {text}
      </li>
    )
  }
  return (
    <li class="entry" data-direction={direction} data-refusal={isRefusal === true} data-type={type}>
      <button type="button" class="entry-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="entry-arrow" aria-hidden="true">
          {arrows[direction]}
        </span>
        <span class="unseen">{names[direction]} </span>
        <span class="entry-type">{type === '' ? 'not a frame' : type}</span>
        <span class="entry-preview">{isOpen ? '' : previewOf(text)}</span>
        {answers !== undefined && (
          <span class="entry-latency figures" title={`Answers frame ${answers.number}`}>
            {latencyWords(answers.latencyMs)}
          </span>
        )}
        <span class="entry-number figures muted">{number}</span>
      </button>
      {isOpen && (
        <div class="entry-whole">
          <p class="entry-about muted figures">
            {clock.format(time)} · {new TextEncoder().encode(text).length} bytes
            {answers !== undefined && ` · answers ${answers.number}`}
            <Copy text={text} />
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse. */}
          <pre class="code" tabIndex={0}>
            <JsonText text={prettyText(text)} />
          </pre>
        </div>
      )}
    </li>
  )
})

function Copy({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('Copy')
  const copy = () => {
    // Only there in secure contexts: over https, or on this machine.
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('not allowed here'))
    done.then(
      () => setSaid('Copied'),
      () => setSaid('Cannot copy'),
    )
  }
  return (
    <button type="button" class="button button-quiet form-small" onClick={copy} onBlur={() => setSaid('Copy')}>
      <span role="status">{said}</span>
    </button>
  )
}
