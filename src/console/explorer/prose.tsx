/** Prose of the contract: what stands between backticks is code, everything else is text. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text have no other name.
        return at % 2 === 1 ? <code key={at}>{part}</code> : part
      })}
    </>
  )
}
