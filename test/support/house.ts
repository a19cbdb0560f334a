/**
 * Who may import whom. The rules are data: a rule names the files it is about and what those may import, `only` these or
 * `never` those. What is imported is written as one string: `src/hub/hub.ts`, `npm:ajv/dist/2020.js`, `node:fs`.
 */
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { cycles } from './cycles.ts'
import { type Import, scan, usesOf } from './imports.ts'

/** Path from the root of the repository, with slashes -> source. */
export type Files = ReadonlyMap<string, string>

export interface Violation {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly found: string
  readonly sentence: string
}

interface Rule {
  readonly name: string
  readonly sentence: string
  readonly files: RegExp
  readonly only?: readonly RegExp[]
  readonly never?: readonly RegExp[]
  /** Globals that these files may not touch. */
  readonly globals?: readonly string[]
}

const generated = /^generated\//
const reactEntry = /^src\/client\/react\.ts$/
const folder = (...names: string[]) => new RegExp(`^src/(?:${names.join('|')})(?:/|\\.ts$)`)

/** All of the running server, but for what it talks to the world with. */
const server = ['hub', 'gateway', 'http', 'server']
const below = ['store', 'auth', 'transport']
const ends = ['client', 'console', 'cli']

/** What the domain may know of the folders beside it: ports, and pure files that hold no state and do no I/O. */
const hubMayImport = [
  /^src\/(?:store\/store|transport\/transport|auth\/auth|clock\/clock|log\/log|sets\/few)\.ts$/,
  /^src\/(?:auth\/(?:policy|pattern|direct)|metrics\/meter|store\/size|events\/catalogue)\.ts$/,
]

export const rules: readonly Rule[] = [
  {
    name: 'schema',
    sentence: 'schema imports TypeBox and its own folder only',
    files: /^schema\//,
    only: [/^npm:@sinclair\/typebox(?:\/|$)/, /^schema\//],
  },
  {
    name: 'generated',
    sentence: 'generated imports nothing of ours, and nothing that a browser does not have',
    files: generated,
    only: [generated, /^npm:/],
  },
  {
    name: 'protocol',
    sentence: 'src/protocol imports generated and itself only: it is pure',
    files: folder('protocol'),
    only: [generated, folder('protocol')],
  },
  {
    name: 'protocol-pure',
    sentence: 'src/protocol has no timers and no clock: time comes in with the event',
    files: folder('protocol'),
    globals: ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date', 'performance'],
  },
  ...below.map((name) => ({
    name,
    sentence: 'src/store, src/auth and src/transport never import one another, nor what stands above them',
    files: folder(name),
    never: [folder(...below.filter((other) => other !== name), ...server, ...ends)],
  })),
  {
    name: 'hub',
    sentence: 'src/hub imports ports, protocol, generated and itself only, never an implementation',
    files: folder('hub'),
    only: [generated, folder('protocol'), folder('hub'), ...hubMayImport],
  },
  {
    name: 'events',
    sentence:
      'src/events imports generated, the generator, src/evolution, Node, and of the store its port, its errors and how it writes a file: the server asks it, and it asks nobody',
    files: folder('events'),
    only: [
      generated,
      folder('events', 'codegen', 'evolution'),
      /^src\/store\/(?:store|error|whole-file)\.ts$/,
      /^node:/,
    ],
  },
  {
    name: 'client',
    sentence:
      'src/client imports src/protocol and generated only, and React nowhere but in react.ts: it runs in a browser',
    files: /^src\/client\/(?!react\.ts$)/,
    only: [generated, folder('protocol'), /^src\/client\/(?!react\.ts$)/],
  },
  {
    name: 'react',
    sentence: 'src/client/react.ts imports React and src/client only',
    files: reactEntry,
    only: [/^npm:react$/, folder('client')],
  },
  {
    name: 'console',
    sentence: 'src/console imports src/client, Preact and uPlot only: it uses the SDK like anyone else',
    files: folder('console'),
    only: [folder('client'), folder('console'), /^npm:(?:preact|uplot)(?:\/|$)/],
  },
  {
    name: 'websocket',
    sentence: 'src/websocket imports nothing but itself and Node: it is for whoever speaks to servers byte by byte',
    files: folder('websocket'),
    only: [folder('websocket'), /^node:/],
  },
  {
    name: 'bench',
    sentence:
      'src/bench imports generated, src/websocket, itself and Node only: it loads any server, and is no part of ours',
    files: folder('bench'),
    only: [generated, folder('bench', 'websocket'), /^node:/],
  },
  {
    name: 'conformance',
    sentence:
      'src/conformance imports generated, src/protocol, src/arbitrary, src/websocket and node: only: it works against any server',
    files: folder('conformance'),
    only: [generated, folder('protocol', 'arbitrary', 'websocket', 'conformance'), /^node:/],
  },
  {
    name: 'native-transport',
    sentence: 'only src/transport/uws*.ts imports uWebSockets.js',
    files: /^(?!src\/transport\/uws[^/]*\.ts$)/,
    never: [/^npm:(?:uWebSockets\.js|uws-pack)(?:\/|$)/],
  },
  {
    name: 'server',
    sentence: 'src/server imports everything but client, console and cli',
    files: folder('server'),
    never: [folder(...ends)],
  },
  {
    name: 'contract',
    sentence: 'nothing in src imports schema but src/codegen/own.ts: what runs uses generated',
    files: /^src\/(?!codegen\/own\.ts$)/,
    never: [/^schema\//],
  },
  {
    name: 'generator',
    sentence:
      'src/codegen and src/evolution import neither generated nor parts of the server: they work for any contract',
    files: folder('codegen', 'evolution'),
    never: [generated, folder('protocol', 'events', ...below, ...server, ...ends)],
  },
  {
    name: 'arbitrary',
    sentence:
      'src/arbitrary imports itself, the pure parts of src/codegen and fast-check only: it works for any contract, in any test',
    files: folder('arbitrary'),
    only: [
      folder('arbitrary'),
      /^src\/codegen\/(?:formats|model|nearest|regex|walk|validators\/prelude)\.[jt]s$/,
      /^npm:fast-check$/,
    ],
  },
  {
    name: 'test-tools',
    sentence: 'no part of the server or the generator imports src/arbitrary or fast-check: they are for tests',
    files: folder('protocol', 'codegen', 'evolution', 'client', 'console', ...below, ...server),
    never: [folder('arbitrary'), /^npm:fast-check(?:\/|$)/],
  },
]

const drawers = {
  name: 'drawers',
  sentence: 'files and folders of src are named after what they hold, never util, helper or common',
  pattern: /(?:^|[/._-])(?:utils?|helpers?|common)(?:[/._-]|$)|[a-z](?:Utils?|Helpers?)(?:[/._-]|$)/,
}

const acyclic = { name: 'cycles', sentence: 'files never import one another in a circle, not even types' }

export const ruleNames: readonly string[] = [...rules.map(({ name }) => name), drawers.name, acyclic.name]

export function check(files: Files): Violation[] {
  const scanned = [...files].map(([file, source]) => ({ file, ...scan(source) }))
  const violations = scanned.flatMap(({ file, code, imports }) => [
    ...rules.filter((rule) => rule.files.test(file)).flatMap((rule) => breaches(rule, file, code, imports)),
    ...misnamed(file),
  ])
  const graph = new Map(scanned.map(({ file, imports }) => [file, edges(file, imports, files)]))
  return [...violations, ...circles(graph)]
}

export function describeViolation({ file, line, found, sentence }: Violation): string {
  return `${file}:${line}: ${found} (${sentence})`
}

function breaches(
  { name, sentence, only, never, globals }: Rule,
  file: string,
  code: string,
  imports: readonly Import[],
) {
  const report = (line: number, found: string): Violation => ({ rule: name, file, line, found, sentence })
  const forbidden = imports.filter(({ specifier }) => {
    const target = targetOf(file, specifier)
    const matches = (pattern: RegExp) => pattern.test(target)
    return (only !== undefined && !only.some(matches)) || never?.some(matches) === true
  })
  return [
    ...forbidden.map(({ specifier, line }) => report(line, `imports "${specifier}"`)),
    ...(globals === undefined ? [] : usesOf(code, globals).map((use) => report(use.line, `uses ${use.name}`))),
  ]
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`
  return `npm:${specifier}`
}

function misnamed(file: string): Violation[] {
  if (!file.startsWith('src/') || !drawers.pattern.test(file.slice('src/'.length))) return []
  return [{ rule: drawers.name, file, line: 1, found: `is named ${posix.basename(file)}`, sentence: drawers.sentence }]
}

function edges(file: string, imports: readonly Import[], files: Files): Map<string, number> {
  const targets = imports.map(({ specifier, line }) => [targetOf(file, specifier), line] as const)
  return new Map(targets.filter(([target]) => files.has(target)))
}

function circles(graph: ReadonlyMap<string, ReadonlyMap<string, number>>): Violation[] {
  return cycles(graph).map((path) => {
    const [file = '', next = ''] = path
    const line = graph.get(file)?.get(next) ?? 1
    return {
      rule: acyclic.name,
      file,
      line,
      found: `imports in a circle: ${path.join(' → ')}`,
      sentence: acyclic.sentence,
    }
  })
}
