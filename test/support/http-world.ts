/** The HTTP side over a real hub and a store in memory: requests are handed to the handler, no socket is involved. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { routes } from '../../generated/operations.ts'
import type { Problem, ServerFrame } from '../../generated/types.ts'
import { type Documents as DocumentNames, violation } from '../../generated/validators.js'
import type { Documents } from '../../src/http/documents.ts'
import type { Page, PageFile } from '../../src/http/page.ts'
import { createHttpHandler, createOperationsHandler, type HttpOptions } from '../../src/http/router.ts'
import type { RouteName } from '../../src/http/routes.ts'
import { HttpMeter } from '../../src/metrics/http-meter.ts'
import type { Store } from '../../src/store/store.ts'
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../src/transport/transport.ts'
import { HubWorld, type WorldOptions } from './hub-world.ts'

export const apiKey = 'a-key-for-the-tests-of-the-api'
export const otherKey = 'another-key-that-is-as-good'

export interface Sent {
  /** `null` sends none; a right one is sent when it is left out. */
  readonly key?: string | null
  readonly json?: unknown
  readonly bytes?: Uint8Array | 'too_large'
  readonly headers?: Readonly<Record<string, string>>
  readonly address?: string
}

export interface Received extends HttpAnswer {
  readonly text: string
  readonly json: Record<string, unknown>
}

export interface HttpWorldOptions extends WorldOptions {
  readonly http?: Partial<HttpOptions>
}

export const noDocuments: Documents = {
  asyncapi: { headers: { 'content-type': 'application/json', etag: '"a"' }, body: '{"asyncapi":"3.0.0"}' },
  openapi: { headers: { 'content-type': 'application/json', etag: '"o"' }, body: '{"openapi":"3.1.0"}' },
  schemas: new Map([
    ['send_message.json', { headers: { 'content-type': 'application/schema+json', etag: '"s"' }, body: '{}' }],
  ]),
}

const pageFile = (type: string, text: string): PageFile => ({
  ...{ type, etag: 'p', cacheControl: 'no-cache' },
  body: new TextEncoder().encode(text),
  packed: async () => new TextEncoder().encode(text),
})

export const onePage: Page = {
  state: 'on',
  index: pageFile('text/html', '<!doctype html>'),
  files: new Map([['index-DxtgG-ye.js', pageFile('text/javascript', '')]]),
}

export class HttpWorld extends HubWorld {
  readonly handler: HttpHandler
  readonly operations: HttpHandler
  readonly httpMeter = new HttpMeter()
  draining = false

  constructor({ http = {}, ...options }: HttpWorldOptions = {}) {
    let used: Store | undefined
    super({
      ...options,
      store: (memory) => {
        used = options.store?.(memory) ?? memory
        return used
      },
    })
    const ports: HttpOptions = {
      hub: this.hub,
      store: used ?? this.memory,
      clock: this.clock,
      log: this.log,
      meter: this.meter,
      httpMeter: this.httpMeter,
      version: '9.8.7',
      connections: () => this.connections.filter(({ ended }) => ended === undefined).length,
      draining: () => this.draining,
      documents: noDocuments,
      page: onePage,
      metrics: { contentType: 'text/plain; version=0.0.4; charset=utf-8', text: async () => 'up 1\n' },
      apiKeys: [apiKey, otherKey],
      metricsApart: false,
      ...http,
    }
    this.handler = createHttpHandler(ports)
    this.operations = createOperationsHandler(ports)
  }

  async call(method: string, target: string, sent: Sent = {}): Promise<Received> {
    return received(await this.handler(request(method, target, sent)))
  }

  /** Calls the route and holds the answer to what the contract says of its success. */
  async succeed(name: RouteName, target: string, sent: Sent = {}): Promise<Received> {
    const answer = await this.call(routes[name].method, target, sent)
    expect({ status: answer.status, body: answer.text }).toEqual({ status: routes[name].status, body: answer.text })
    const document = successDocument(name)
    if (document !== undefined) {
      expect(answer.headers['content-type']).toBe('application/json')
      expect(violation(document, answer.json)).toBeUndefined()
    }
    return answer
  }

  /** Calls and holds the answer to what the contract says of problems. */
  async fail(method: string, target: string, sent: Sent = {}): Promise<Received & { readonly problem: Problem }> {
    return asProblem(await this.call(method, target, sent))
  }
}

export function asProblem(answer: Received): Received & { readonly problem: Problem } {
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(violation('problem', answer.json)).toBeUndefined()
  const problem = answer.json as unknown as Problem
  expect(problem.status).toBe(answer.status)
  expect(problem.type).toBe(`urn:pactwire:error:${problem.code}`)
  return { ...answer, problem }
}

export function request(method: string, target: string, sent: Sent = {}): HttpRequest {
  const { key = apiKey, json, bytes, headers = {}, address = '192.0.2.1' } = sent
  const [path = '', query = ''] = split(target)
  const all: Record<string, string> = {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  }
  const body = bytes ?? (json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json)))
  return { method, path, query, address, header: (name) => all[name], body: async () => body }
}

export function received(answer: HttpAnswer): Received {
  const text = typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body)
  const parsed: unknown = /json/.test(answer.headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : {}
  return { ...answer, text, json: parsed as Record<string, unknown> }
}

function split(target: string): string[] {
  const at = target.indexOf('?')
  return at === -1 ? [target] : [target.slice(0, at), target.slice(at + 1)]
}

interface RouteSchema {
  readonly examples?: readonly RouteExample[]
  readonly 'x-pactwire': { readonly success: { readonly schema?: { readonly $ref: string } } }
}

export interface RouteExample {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

function schemaOf(name: RouteName): RouteSchema {
  return JSON.parse(
    readFileSync(new URL(`../../generated/schema/${name}.json`, import.meta.url), 'utf8'),
  ) as RouteSchema
}

function successDocument(name: RouteName): keyof DocumentNames | undefined {
  const ref = schemaOf(name)['x-pactwire'].success.schema?.$ref
  return ref === undefined ? undefined : (ref.replace(/\.json$/, '') as keyof DocumentNames)
}

/** The example of a route in the contract, as a target and what goes with it. */
export function exampleOf(name: RouteName): { target: string; sent: Sent } {
  const { params = {}, query = {}, headers = {}, body } = schemaOf(name).examples?.[0] ?? {}
  const path = routes[name].path.replaceAll(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(params[param] ?? ''))
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  return {
    target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    sent: { headers, ...(body === undefined ? {} : { json: body }) },
  }
}

/** A connection of a user that writes down how it was ended. */
export async function connectNoting(
  world: HubWorld,
  userId: string,
): Promise<{ readonly ends: [string, string][]; readonly frames: ServerFrame[] }> {
  const noted: { ends: [string, string][]; frames: ServerFrame[] } = { ends: [], frames: [] }
  const connection = {
    id: `noting-${userId}`,
    address: '127.0.0.1',
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    push: (frame: ServerFrame) => void noted.frames.push(frame),
    end: (close: string, reason: string) => void noted.ends.push([close, reason]),
  }
  const principal = { userId, expiresAt: undefined, rights: undefined }
  await world.hub.attach(
    connection,
    principal,
    () => true,
    () => undefined,
  )
  return noted
}
