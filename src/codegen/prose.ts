/** Sentences out of schemas, for documents that want a short form and a long one. */
import type { JsonSchema, SchemaSet } from './model.ts'

export function descriptionOf(schema: JsonSchema): string {
  return typeof schema['description'] === 'string' ? schema['description'].trim() : ''
}

/** The first sentence, without its full stop: what a list of events has room for. */
export function summaryOf(description: string): string {
  const [first = ''] = description.split(/(?<=[.!?])\s+(?=[\p{Lu}`‘“"(])/u)
  return first.replace(/\s+/g, ' ').replace(/\.$/, '')
}

/** `summary`, and `description` where that says more. */
export function summaryAndDescription(description: string): { summary?: string; description?: string } {
  const summary = summaryOf(description)
  if (summary === '') return {}
  return summary === description.replace(/\.$/, '') ? { summary } : { summary, description }
}

export function generatedNote({ source, command }: SchemaSet): string {
  return `Generated from ${source}/ by \`${command}\`. Do not edit: change the schema and generate again.`
}
