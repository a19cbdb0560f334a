/** The controls of a form, each for one kind of value. What has another kind than expected is shown as it is. */
import { useState } from 'preact/hooks'
import type { JsonValue } from '../json/value.ts'
import { numberIn } from './number.ts'

interface InputProps {
  readonly id: string
  readonly wrong: boolean
  readonly describedBy: string | undefined
  readonly value: JsonValue
  readonly onValue: (value: JsonValue) => void
}

export function TextInput({
  id,
  wrong,
  describedBy,
  value,
  onValue,
  isLong,
}: InputProps & { readonly isLong: boolean }) {
  const common = {
    id,
    class: 'field',
    'aria-invalid': wrong,
    'aria-describedby': describedBy,
    spellcheck: false,
    autocomplete: 'off',
    value: typeof value === 'string' ? value : JSON.stringify(value),
  } as const
  return isLong ? (
    <textarea {...common} rows={2} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
  ) : (
    <input {...common} type="text" onInput={({ currentTarget }) => onValue(currentTarget.value)} />
  )
}

/** What is no number (yet) goes into the value as text, where the mistake is named; while typing it stays as typed. */
export function NumberInput({ id, wrong, describedBy, value, onValue }: InputProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined)
  return (
    <input
      id={id}
      class="field figures"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      aria-invalid={wrong}
      aria-describedby={describedBy}
      value={typed ?? (typeof value === 'string' ? value : JSON.stringify(value))}
      onInput={({ currentTarget }) => {
        const text = currentTarget.value
        setTyped(text)
        onValue(numberIn(text) ?? text)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

export function Select({
  id,
  wrong,
  describedBy,
  value,
  options,
  onValue,
}: InputProps & { readonly options: readonly JsonValue[] }) {
  const now = JSON.stringify(value)
  const texts = options.map((option) => JSON.stringify(option))
  return (
    <select
      id={id}
      class="field"
      aria-invalid={wrong}
      aria-describedby={describedBy}
      value={now}
      onChange={({ currentTarget }) => onValue(JSON.parse(currentTarget.value) as JsonValue)}
    >
      {!texts.includes(now) && <option value={now}>{now}</option>}
      {options.map((option, at) => (
        <option key={texts[at]} value={texts[at]}>
          {typeof option === 'string' ? option : texts[at]}
        </option>
      ))}
    </select>
  )
}

/** For what has no fields of its own: JSON, taken over as soon as it can be read. */
export function RawInput({ id, wrong, describedBy, value, onValue }: InputProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined)
  return (
    <textarea
      id={id}
      class="field form-raw"
      rows={3}
      spellcheck={false}
      aria-invalid={wrong || typed !== undefined}
      aria-describedby={describedBy}
      value={typed ?? JSON.stringify(value, null, 2)}
      onInput={({ currentTarget }) => {
        const text = currentTarget.value
        try {
          onValue(JSON.parse(text) as JsonValue)
          setTyped(undefined)
        } catch {
          setTyped(text)
        }
      }}
    />
  )
}
