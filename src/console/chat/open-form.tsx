/** One line to type the id of a room or a user into. */
import { useState } from 'preact/hooks'

export interface OpenFormProps {
  readonly label: string
  readonly placeholder: string
  readonly mark: string
  readonly onOpen: (id: string) => void
}

export function OpenForm({ label, placeholder, mark, onOpen }: OpenFormProps) {
  const [text, setText] = useState('')
  const id = text.trim()
  return (
    <form
      class="chat-open"
      onSubmit={(event) => {
        event.preventDefault()
        if (id === '') return
        setText('')
        onOpen(id)
      }}
    >
      <span class="chat-open-mark" aria-hidden="true">
        {mark}
      </span>
      <input
        class="field"
        type="text"
        aria-label={label}
        placeholder={`${label}: ${placeholder}`}
        maxLength={128}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="button chat-open-go" disabled={id === ''} aria-label={label}>
        +
      </button>
    </form>
  )
}
