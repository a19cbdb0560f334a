/** A person as a letter on one of six colours; the same one for the same name, in every window. */
import { colourOf } from './colour.ts'

export function Avatar({ name }: { readonly name: string }) {
  return (
    <span class="chat-avatar" data-colour={colourOf(name)} aria-hidden="true">
      {[...name][0]?.toUpperCase() ?? '·'}
    </span>
  )
}
