/**
 * A protocol that has nothing to do with ours, built by hand: a greenhouse that is watered over a WebSocket. It has what
 * ours has not: definitions inside a document, a union, a tuple, a recursion, names with a dot, an answer in plain text.
 */
import type { JsonSchema, JsonValue, Role, SchemaDocument, SchemaSet } from '../../src/codegen/model.ts'

function document(name: string, role: Role, schema: JsonSchema): SchemaDocument {
  const typeName = name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return { name, typeName, source: `${name}.json`, schema, role }
}

function object(
  properties: JsonSchema,
  required: string[] = Object.keys(properties),
  rest: JsonSchema = {},
): JsonSchema {
  return { type: 'object', properties, required, ...rest }
}

function frame(
  event: string,
  data: JsonSchema,
  example: JsonValue,
  description: string,
  defs: JsonSchema = {},
): JsonSchema {
  return {
    ...object({ type: { const: event }, id: { type: 'string', maxLength: 8 }, data }, ['type', 'data']),
    description,
    examples: [{ type: event, data: example }],
    ...defs,
  }
}

const route = {
  kind: 'route',
  method: 'GET',
  path: '/',
  access: 'open',
  errors: [],
  success: { status: 200, description: 'Well.' },
} as const

const documents: SchemaDocument[] = [
  document(
    'bed',
    { kind: 'value' },
    { type: 'string', minLength: 1, maxLength: 12, pattern: '^a|b$', description: 'A bed of plants.', examples: ['b'] },
  ),
  document(
    'litres',
    { kind: 'value' },
    { type: 'number', exclusiveMinimum: 0, maximum: 12_000, description: 'Water.', examples: [2.5] },
  ),
  document(
    'plant',
    { kind: 'value' },
    object(
      {
        name: { type: 'string' },
        shoots: { type: 'array', items: { $ref: '#' }, description: 'Plants on this plant.' },
      },
      ['name'],
      {
        description: 'A plant, which grows plants.',
      },
    ),
  ),
  document(
    'pot_size',
    { kind: 'value' },
    { type: 'integer', minimum: 1, maximum: 99, description: 'Only the settings know of pots.' },
  ),
  document(
    'protocol',
    {
      kind: 'protocol',
      name: 'greenhouse',
      version: '2.1.0',
      title: 'Greenhouse',
      description: 'Water for plants.',
      path: '/garden',
      subprotocol: 'greenhouse.v2',
      server: 'wss://garden.example',
      license: { name: 'MIT', identifier: 'MIT' },
      everyRequest: ['overgrown'],
    },
    object({ type: { type: 'string' } }),
  ),
  document(
    'water',
    { kind: 'request', event: 'bed.water', reply: 'bed.watered', errors: ['dry'], session: 'open' },
    frame(
      'bed.water',
      object(
        {
          bed: { $ref: 'bed.json', description: 'Which bed; `a|b`.' },
          amount: { $ref: 'litres.json' },
          spray: { $ref: '#/$defs/Spray' },
          corner: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false },
          mode: { enum: ['slow', 'fast'], default: 'slow' },
        },
        ['bed', 'amount'],
        { 'x-error': 'must have `spray` or `corner`', dependentRequired: { spray: ['corner'] } },
      ),
      { bed: 'b', amount: 2.5 },
      'Waters a bed. The pump may take a while.',
      {
        $defs: {
          Spray: {
            description: 'How it comes out.',
            oneOf: [{ $ref: '#/$defs/Mist' }, object({ drops: { type: 'integer' } })],
          },
          Mist: object({ fine: { type: 'boolean', description: 'Very fine.' } }),
        },
      },
    ),
  ),
  document(
    'watered',
    { kind: 'reply', event: 'bed.watered' },
    frame('bed.watered', object({ left: { $ref: 'litres.json' } }), { left: 7 }, 'The bed is wet.'),
  ),
  document(
    'grown',
    { kind: 'push', event: 'grown' },
    frame('grown', { $ref: 'plant.json' }, { name: 'basil', shoots: [] }, 'Something grew.'),
  ),
  document(
    'wilted',
    { kind: 'error', event: 'wilted' },
    frame('wilted', object({ code: { $ref: 'reason.json' } }), { code: 'dry' }, 'It went wrong.'),
  ),
  document(
    'reason',
    {
      kind: 'error_codes',
      codes: [
        { code: 'dry', meaning: 'No water is left.', action: 'Wait for rain.', retryable: true, status: 503 },
        {
          code: 'overgrown',
          meaning: 'The pump is | overgrown.',
          action: 'Cut it free.',
          retryable: false,
          status: 409,
        },
        { code: 'locked', meaning: 'The door is locked.', action: 'Bring the key.', retryable: false, status: 503 },
      ],
    },
    { type: 'string', enum: ['dry', 'overgrown', 'locked'], description: 'Why not.' },
  ),
  document(
    'farewell',
    {
      kind: 'close_codes',
      codes: [{ code: 4600, name: 'frost', meaning: 'It froze.', action: 'Come in spring.', policy: 'reconnect' }],
      ranges: [{ from: 4600, to: 4699, policy: 'stop', meaning: 'A kind of weather.' }],
      peers: [{ code: 1000, name: 'dusk', meaning: 'The gardener goes home.' }],
    },
    { type: 'integer', enum: [4600], description: 'Why it closed.' },
  ),
  document(
    'problem',
    { kind: 'value' },
    object({ code: { $ref: 'reason.json' } }, ['code'], { description: 'What went wrong over HTTP.' }),
  ),
  document(
    'get_bed',
    {
      ...route,
      path: '/beds/{bed}',
      access: 'api_key',
      errors: ['dry', 'locked', 'overgrown'],
      success: { status: 200, description: 'The bed.', schema: { $ref: 'plant.json' } },
    },
    object(
      {
        params: object({ bed: { $ref: 'bed.json' } }),
        query: object({ depth: { $ref: '#/$defs/Depth' }, word: { type: 'string' } }, ['word'], {
          'x-error': 'must not dig',
        }),
      },
      ['params', 'query'],
      {
        description: 'Looks at a bed.',
        examples: [{ params: { bed: 'b' }, query: { word: "it's me" } }],
        $defs: { Depth: { type: 'integer', minimum: 0, description: 'How deep to look.' } },
      },
    ),
  ),
  document(
    'put_bed',
    { ...route, method: 'PUT', path: '/beds/{bed}', success: { status: 204, description: 'Planted.' } },
    object(
      {
        params: object({ bed: { $ref: 'bed.json' } }, []),
        headers: object({ 'x-gardener': { type: 'string' } }, []),
        body: { $ref: 'plant.json' },
      },
      ['params', 'body'],
      {
        description: 'Plants a bed.',
        examples: [{ params: { bed: 'b' }, headers: { 'x-gardener': 'Ada' }, body: { name: "lamb's ear" } }],
      },
    ),
  ),
  document(
    'get_smell',
    { ...route, path: '/smell', success: { status: 200, description: 'Words.', type: 'text/plain' } },
    object({}, [], { description: 'Smells.' }),
  ),
  document(
    'settings',
    { kind: 'settings', env: 'GREEN' },
    object(
      {
        roof: object({ is_open: { type: 'boolean', default: false, description: 'Whether rain comes in.' } }),
        pots: { type: 'array', items: { $ref: 'pot_size.json' }, default: [], description: 'The pots.' },
        shelves: {
          type: 'array',
          items: object({ height: { type: 'integer', default: 3, description: 'In steps.' } }),
          description: 'The shelves.',
        },
        key: { type: 'string', 'x-secret': true, description: 'The key of the door.' },
        light: { type: 'string', enum: ['sun', 'lamp'], default: 'sun', description: 'Where light comes from.' },
      },
      [],
      { description: 'How the greenhouse is set up.' },
    ),
  ),
]

export const greenhouse: SchemaSet = {
  source: 'garden',
  command: 'make garden',
  documents: documents.sort((a, b) => (a.name < b.name ? -1 : 1)),
  reference: undefined,
}

export function without(set: SchemaSet, ...kinds: Role['kind'][]): SchemaSet {
  return { ...set, documents: set.documents.filter(({ role }) => !kinds.includes(role.kind)) }
}
