/** References between the files of a set, in one form: `<name>#<JSON Pointer>`, the pointer empty for the whole file. */
import { posix } from 'node:path'
import { GeneratorError } from '../codegen/model.ts'

export function referenceFrom(ref: string, name: string, place: string): string {
  const hash = ref.indexOf('#')
  const file = hash === -1 ? ref : ref.slice(0, hash)
  const pointer = hash === -1 ? '' : decoded(ref.slice(hash + 1), place).replace(/^\/definitions\//, '/$defs/')
  if (pointer !== '' && !pointer.startsWith('/')) {
    throw new GeneratorError(place, `\`$ref\` to \`${ref}\`: refer by file and JSON Pointer, not by anchor`)
  }
  if (file === '') return `${name}#${pointer}`
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(file)) {
    throw new GeneratorError(place, `\`$ref\` to \`${ref}\`, which is not in this folder`)
  }
  const path = posix.join(posix.dirname(name), decoded(file, place))
  return `${path.replace(/\.json$/, '')}#${pointer}`
}

export function partsOf(ref: string): { readonly name: string; readonly pointer: string } {
  const hash = ref.indexOf('#')
  return { name: ref.slice(0, hash), pointer: ref.slice(hash + 1) }
}

function decoded(text: string, place: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new GeneratorError(place, `\`$ref\` with \`${text}\`, which is not percent-encoded as it should be`)
  }
}
