/** Markdown as GitHub reads it: tables, code, anchors, and which anchors a document has. */

/** A cell may hold no line break and no bare `|`, not even inside of code. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
}

export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

export function anchor(id: string): string {
  return `<a id="${id}"></a>`
}

/** Paragraphs with one empty line between them; what is empty is left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

export interface Line {
  readonly text: string
  readonly number: number
  /** Whether the line is prose, and not inside of a fenced block of code. */
  readonly prose: boolean
}

export function linesOf(markdown: string): Line[] {
  let fenced: string | undefined
  return markdown.split(/\r?\n/).map((text, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    const inside = fenced !== undefined
    if (fenced === undefined) fenced = mark
    else if (mark?.startsWith(fenced)) fenced = undefined
    return { text, number: index + 1, prose: !inside && mark === undefined }
  })
}

/** Every place that a link can lead to: the anchors that are written out, and the headings as GitHub names them. */
export function anchorsOf(lines: readonly Line[]): Set<string> {
  const anchors = new Set<string>()
  const seen = new Map<string, number>()
  for (const { text, prose } of lines) {
    if (!prose) continue
    for (const [, id = ''] of text.matchAll(/<a id="([^"]+)">/g)) anchors.add(id)
    const heading = /^#{1,6}\s+(.+?)\s*$/.exec(text)?.[1]
    if (heading === undefined) continue
    const slug = slugOf(heading)
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    anchors.add(times === 0 ? slug : `${slug}-${times}`)
  }
  return anchors
}

function slugOf(heading: string): string {
  return heading
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

/** The links of a line that lead into the document itself; what stands in code is no link. */
export function innerLinks({ text, prose }: Line): string[] {
  if (!prose) return []
  return [...text.replace(/(`+).*?\1/g, (span) => 'x'.repeat(span.length)).matchAll(/\]\(#([^)\s]*)\)/g)].map(
    ([, id = '']) => id,
  )
}
