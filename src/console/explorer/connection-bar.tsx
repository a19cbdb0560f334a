/** The explorer’s own connection: as whom, open or not. Its fields are those of the contract’s opening request. */
import { useMemo, useState } from 'preact/hooks'
import { useStore } from '../shell/use-store.ts'
import type { Contract } from './contract/load.ts'
import { openingOf } from './contract/opening.ts'
import { openConnection } from './opening.ts'
import { openingText, wire } from './session.ts'

const words = { open: 'Open', opening: 'Opening …', closed: 'Closed' } as const
const tones = { open: 'badge-ok', opening: 'badge-warn', closed: '' } as const

export function ConnectionBar({ contract }: { readonly contract: Contract }) {
  const { socket } = useStore(wire.store)
  const opening = useMemo(() => openingOf(contract), [contract])
  const [withFrame, setWithFrame] = useState(true)
  const isOpen = socket.state === 'open'
  return (
    <form
      class="bar"
      aria-label="Connection of the explorer"
      onSubmit={(event) => {
        event.preventDefault()
        if (isOpen) wire.close()
        else void openConnection(contract, { withFrame })
      }}
    >
      <div class="bar-line">
        <strong>Connection</strong>
        <span class={`badge ${tones[socket.state]}`} role="status">
          {words[socket.state]}
        </span>
        <span class="compose-space" />
        <button type="submit" class="button bar-go" disabled={socket.state === 'opening'}>
          {isOpen ? 'Close' : 'Open'}
        </button>
      </div>
      {opening !== undefined && !isOpen && (
        <div class="bar-fields">
          {opening.fields.map((name) => (
            <OpeningField key={name} name={name} />
          ))}
          <label class="bar-with">
            <input type="checkbox" checked={withFrame} onChange={() => setWithFrame(!withFrame)} />
            <span>
              and send <code>{opening.event}</code>
            </span>
          </label>
        </div>
      )}
    </form>
  )
}

function OpeningField({ name }: { readonly name: string }) {
  const [text, setText] = useState(openingText.get(name) ?? '')
  const isSecret = /token|secret|password|key/i.test(name)
  return (
    <label class="bar-field">
      <span>{name}</span>
      <input
        class="field"
        {...(isSecret ? { type: 'password' as const } : { type: 'text' as const })}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          openingText.set(name, currentTarget.value)
        }}
      />
    </label>
  )
}
