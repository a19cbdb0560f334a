/** Frames as text for the log: one line, or all of it with line breaks. Long ones are cut, and say so. */
const previewLength = 160
const longest = 100_000

export function previewOf(text: string): string {
  const data = dataOf(text) ?? text
  const line = data.replace(/\s+/g, ' ')
  return line.length > previewLength ? `${line.slice(0, previewLength)}…` : line
}

export function prettyText(text: string): string {
  const whole = indented(text) ?? text
  return whole.length > longest ? `${whole.slice(0, longest)}\n… cut: ${whole.length} characters in all` : whole
}

export function latencyWords(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 1000)} s`
}

/** The type has a column of its own. */
function dataOf(text: string): string | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    if (typeof frame !== 'object' || frame === null || !('data' in frame)) return undefined
    return JSON.stringify(frame.data)
  } catch {
    return undefined
  }
}

function indented(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}
