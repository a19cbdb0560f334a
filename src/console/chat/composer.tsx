/** Where messages are written: Enter sends, Shift+Enter begins a new line. */
import { useEffect, useRef } from 'preact/hooks'
import type { ConnectionState } from '../../client/index.ts'
import type { ChatSession } from './session.ts'
import { type Conversation, titleOf } from './state/conversation.ts'

export interface ComposerProps {
  readonly chat: ChatSession
  readonly conversation: Conversation
  readonly connection: ConnectionState
}

export function Composer({ chat, conversation, connection }: ComposerProps) {
  const { id, draft } = conversation
  const field = useRef<HTMLTextAreaElement>(null)
  const most = connection.state === 'open' ? connection.limits.max_content_bytes : undefined
  const tooLong = most !== undefined && bytesOf(draft) > most ? bytesOf(draft) : undefined
  const hint = hintFor(conversation, connection)

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever opens a conversation wants to write.
  useEffect(() => {
    if (matchMedia('(min-width: 900px)').matches) field.current?.focus()
  }, [id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows what is written.
  useEffect(() => {
    const box = field.current
    if (box === null) return
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`
  }, [draft, id])

  const send = () => {
    if (draft.trim() === '' || tooLong !== undefined || hint.isClosed) return
    chat.say(id, draft)
    chat.store.dispatch({ type: 'drafted', id, draft: '' })
  }
  return (
    <form
      class="chat-composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
        field.current?.focus()
      }}
    >
      <div class="chat-writing">
        <textarea
          ref={field}
          class="field"
          rows={1}
          aria-label={`Message to ${titleOf(conversation)}`}
          aria-describedby="chat-hint"
          aria-invalid={tooLong !== undefined}
          placeholder={`Message ${titleOf(conversation)}`}
          dir="auto"
          disabled={hint.isClosed}
          value={draft}
          onInput={({ currentTarget }) => chat.store.dispatch({ type: 'drafted', id, draft: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="button button-primary" disabled={draft.trim() === '' || hint.isClosed}>
          Send
        </button>
      </div>
      <p id="chat-hint" class={`chat-hint ${tooLong === undefined ? 'muted' : 'chat-failed'}`}>
        {tooLong === undefined ? hint.text : `Too long: ${tooLong} bytes of at most ${most ?? 0}.`}
      </p>
    </form>
  )
}

function hintFor({ about }: Conversation, connection: ConnectionState): { text: string; isClosed: boolean } {
  if (about.kind === 'room' && about.membership.state === 'refused') {
    return { text: about.membership.message, isClosed: true }
  }
  if (about.kind === 'direct' && about.peer === '') return { text: 'The server does not read mail.', isClosed: true }
  if (connection.state === 'closed' && connection.final) return { text: 'The connection is closed.', isClosed: true }
  if (connection.state !== 'open') {
    return { text: 'Not connected. What you write now is sent as soon as the connection is back.', isClosed: false }
  }
  return { text: 'Enter sends, Shift+Enter begins a new line.', isClosed: false }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
