/** Answers that are no problem. */
import type { HttpAnswer } from '../transport/transport.ts'

const unstored = { 'cache-control': 'no-store' }

export function json(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...unstored },
    body: JSON.stringify(value),
  }
}

export function text(contentType: string, body: string): HttpAnswer {
  return { status: 200, headers: { 'content-type': contentType, ...unstored }, body }
}

export function empty(status: number, headers: Readonly<Record<string, string>> = unstored): HttpAnswer {
  return { status, headers, body: '' }
}
