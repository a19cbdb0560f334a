/**
 * Text from outside, made fit to stand inside of one line: what could break the line, move the cursor or turn the
 * direction of writing is shown as `\u000a`, so that nobody can forge a line or hide a part of one.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

export function escapeControls(text: string): string {
  return text.replace(unsafe, (found) => {
    const code = found.codePointAt(0) ?? 0
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** At most so many characters, and a mark where something is missing; never half of a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)}…`
}
