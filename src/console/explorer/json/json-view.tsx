/** JSON in colours: spans around its tokens, never markup made of text. */
import { spansOf } from './spans.ts'

/** Longer texts are shown in one colour: thousands of spans take longer than anybody wants to wait. */
const colouredUpTo = 20_000

export function JsonText({ text }: { readonly text: string }) {
  if (text.length > colouredUpTo) return <>{text}</>
  return (
    <>
      {spansOf(text).map(({ kind, start, end }) => (
        <span key={start} class={`json-${kind}`}>
          {text.slice(start, end)}
        </span>
      ))}
    </>
  )
}
