/** Who are you? A name, for a server in development mode; a token, for any other. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { account, signIn } from './account.ts'
import { useStore } from './use-store.ts'
import { Wordmark } from './wordmark.tsx'

type Way = 'name' | 'token'

export function SignIn() {
  const now = useStore(account)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const refusal = now.state === 'signed_out' ? now.refusal : undefined
  const [way, setWay] = useState<Way>(refusal?.needsToken === true ? 'token' : 'name')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way is another field.
  useEffect(() => field.current?.focus(), [way])

  const submit = (event: Event) => {
    event.preventDefault()
    const given = text.trim()
    if (given === '') return field.current?.focus()
    signIn(way === 'name' ? { by: 'name', name: given } : { by: 'token', token: given })
  }
  const choose = (chosen: Way) => {
    setWay(chosen)
    setText('')
  }
  const common = {
    ref: field,
    id: 'signin-text',
    class: 'field',
    name: way,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
    value: text,
    'aria-invalid': refusal !== undefined,
    ...(refusal === undefined ? {} : { 'aria-describedby': 'signin-refusal' }),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value),
  } as const

  return (
    <div class="signin">
      <form class="panel signin-card" onSubmit={submit} aria-labelledby="signin-title">
        <Wordmark />
        <h1 id="signin-title">{way === 'name' ? 'Who are you?' : 'Sign in with a token'}</h1>
        <p class="muted">
          {way === 'name'
            ? 'A name is enough on a server in development mode. Open a second window and be somebody else.'
            : 'This server asks for a token. It is kept in this window only, and gone when it is reloaded.'}
        </p>
        <div class="signin-field">
          <label for="signin-text">{way === 'name' ? 'Name' : 'Token'}</label>
          {way === 'name' ? (
            <input {...common} type="text" maxLength={128} placeholder="alice" />
          ) : (
            <input {...common} type="password" maxLength={8192} placeholder="eyJhbGciOi…" />
          )}
        </div>
        {refusal !== undefined && (
          <p id="signin-refusal" class="notice notice-danger" role="alert">
            {refusal.message}
          </p>
        )}
        <button type="submit" class="button button-primary signin-go">
          Connect
        </button>
        <button type="button" class="button button-quiet" onClick={() => choose(way === 'name' ? 'token' : 'name')}>
          {way === 'name' ? 'I have a token' : 'I have a name only'}
        </button>
      </form>
    </div>
  )
}
