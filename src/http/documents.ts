/** The contract as files, for whoever wants to read it or to generate from it: read once, served from memory. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { HttpAnswer, HttpRequest } from '../transport/transport.ts'

export interface StaticDocument {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Documents {
  readonly asyncapi: StaticDocument
  readonly openapi: StaticDocument
  /** By the name of the file: `send_message.json`. */
  readonly schemas: ReadonlyMap<string, StaticDocument>
}

const schemaType = 'application/schema+json'

/** `folder` is what the generator wrote, and ends in a slash. */
export async function readDocuments(folder: URL): Promise<Documents> {
  const schemas = new URL('schema/', folder)
  const names = (await attempt(schemas, (at) => readdir(at))).filter((name) => name.endsWith('.json'))
  const entries = names.map(async (name): Promise<[string, StaticDocument]> => {
    return [name, await read(new URL(name, schemas), schemaType)]
  })
  return {
    asyncapi: await read(new URL('asyncapi.json', folder), 'application/json'),
    openapi: await read(new URL('openapi.json', folder), 'application/json'),
    schemas: new Map(await Promise.all(entries)),
  }
}

/** By their path: `asyncapi.json`, `schema/send_message.json`. A change is another map. */
export type DocumentFiles = ReadonlyMap<string, string>

/** The documents with others in their places, whatever these are at the time. */
export function withFiles(documents: Documents, current: () => DocumentFiles): Documents {
  let last: { readonly files: DocumentFiles; readonly documents: Documents } | undefined
  const now = (): Documents => {
    const files = current()
    if (last?.files !== files) last = { files, documents: replaced(documents, files) }
    return last.documents
  }
  return {
    get asyncapi() {
      return now().asyncapi
    },
    get openapi() {
      return now().openapi
    },
    get schemas() {
      return now().schemas
    },
  }
}

function replaced(documents: Documents, files: DocumentFiles): Documents {
  const schemas = new Map(documents.schemas)
  for (const [path, text] of files) {
    if (path.startsWith('schema/')) schemas.set(path.slice('schema/'.length), document(text, schemaType))
  }
  const other = (path: string, before: StaticDocument): StaticDocument => {
    const text = files.get(path)
    return text === undefined ? before : document(text, 'application/json')
  }
  return {
    asyncapi: other('asyncapi.json', documents.asyncapi),
    openapi: other('openapi.json', documents.openapi),
    schemas,
  }
}

async function read(file: URL, type: string): Promise<StaticDocument> {
  return document(await attempt(file, (at) => readFile(at, 'utf8')), type)
}

function document(body: string, type: string): StaticDocument {
  return {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=300',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      // Public and the same for everyone, so that a page from anywhere may show them.
      'access-control-allow-origin': '*',
    },
    body,
  }
}

async function attempt<T>(place: URL, run: (place: URL) => Promise<T>): Promise<T> {
  try {
    return await run(place)
  } catch (cause) {
    throw new Error(`${fileURLToPath(place)}: cannot be read; generate it with \`npm run generate\``, { cause })
  }
}

export function serve({ headers, body }: StaticDocument, { header }: HttpRequest): HttpAnswer {
  return { status: isFresh(header('if-none-match'), headers['etag'] ?? '') ? 304 : 200, headers, body }
}

/** Weak comparison (RFC 9110, 13.1.2). */
export function isFresh(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false
  return condition.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
