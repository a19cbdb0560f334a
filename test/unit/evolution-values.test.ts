import { alike, breaks, list, narrows, nothing, row, table, text, whole } from '../support/evolution-table.ts'

const number = { type: 'number' }

table('types and values', [
  ...narrows('fewer types', { type: ['string', 'null'] }, text, 'type-narrowed', 'type-widened'),
  ...narrows('whole numbers only', number, whole, 'type-narrowed', 'type-widened'),
  ...narrows('a type where there was none', {}, text, 'type-narrowed', 'type-widened'),
  ...breaks('another type', text, whole, 'type-changed'),
  ...breaks('another type, without the keywords of the old', { ...text, maxLength: 3 }, whole, 'type-changed'),
  ...narrows('fewer values', { enum: ['a', 'b'] }, { enum: ['a'] }, 'enum-value-removed', 'enum-value-added'),
  ...narrows(
    'fewer values, null among them',
    { enum: ['a', null] },
    { enum: ['a'] },
    'enum-value-removed',
    'enum-value-added',
  ),
  ...narrows('certain values of a type', text, { ...text, enum: ['a'] }, 'enum-added', 'enum-removed'),
  ...narrows('one value of several', { enum: ['a', 'b'] }, { const: 'a' }, 'enum-value-removed', 'enum-value-added'),
  ...breaks('another constant', { const: 'a' }, { const: 'b' }, 'const-changed'),
  ...breaks('another constant that is an object', { const: { a: 1 } }, { const: { a: 2 } }, 'const-changed'),
  ...alike('an object that is a constant', { const: { a: 1, b: 2 } }, { enum: [{ b: 2, a: 1 }] }),
  ...alike('all values of a small type', { type: ['boolean', 'null'] }, { enum: [false, null, true] }),
  ...alike('a limit that all values keep', { enum: ['ab', 'ba'] }, { enum: ['ab', 'ba'], minLength: 2 }),
  ...alike('values of another type', { ...text, enum: ['a', 1] }, { ...text, enum: ['a'] }),
])

table('numbers', [
  ...narrows('a new maximum', whole, { ...whole, maximum: 5 }, 'maximum-added', 'maximum-removed'),
  ...narrows(
    'a lower maximum',
    { ...whole, maximum: 9 },
    { ...whole, maximum: 5 },
    'maximum-lowered',
    'maximum-raised',
  ),
  ...narrows(
    'a higher minimum',
    { ...whole, minimum: 1 },
    { ...whole, minimum: 2 },
    'minimum-raised',
    'minimum-lowered',
  ),
  ...narrows(
    'a minimum excluded',
    { ...number, minimum: 1 },
    { ...number, exclusiveMinimum: 1 },
    'minimum-raised',
    'minimum-lowered',
  ),
  ...narrows(
    'a maximum excluded',
    { ...number, maximum: 1 },
    { ...number, exclusiveMaximum: 1 },
    'maximum-lowered',
    'maximum-raised',
  ),
  ...alike('whole numbers from one', { ...whole, exclusiveMinimum: 0 }, { ...whole, minimum: 1 }),
  ...alike('whole numbers to one', { ...whole, exclusiveMaximum: 2 }, { ...whole, maximum: 1.5 }),
  ...alike('whole numbers as multiples', whole, { ...number, multipleOf: 1 }),
  ...narrows('a new multiple', whole, { ...whole, multipleOf: 5 }, 'multiple-of-added', 'multiple-of-removed'),
  ...narrows(
    'a coarser multiple',
    { ...whole, multipleOf: 5 },
    { ...whole, multipleOf: 10 },
    'multiple-of-changed',
    'multiple-of-changed',
  ),
  ...breaks('another multiple', { ...whole, multipleOf: 5 }, { ...whole, multipleOf: 7 }, 'multiple-of-changed'),
  ...breaks(
    'multiples of fractions',
    { ...number, multipleOf: 0.1 },
    { ...number, multipleOf: 0.2 },
    'multiple-of-changed',
  ),
])

table('texts', [
  ...narrows(
    'a shorter text',
    { ...text, maxLength: 9 },
    { ...text, maxLength: 5 },
    'max-length-lowered',
    'max-length-raised',
  ),
  ...narrows('a least length', text, { ...text, minLength: 1 }, 'min-length-added', 'min-length-removed'),
  ...alike('a least length of nothing', text, { ...text, minLength: 0 }),
  ...narrows('a pattern', text, { ...text, pattern: '^a' }, 'pattern-added', 'pattern-removed'),
  ...breaks('another pattern', { ...text, pattern: '^a' }, { ...text, pattern: '^a*' }, 'pattern-changed'),
  ...narrows('a format', text, { ...text, format: 'uri' }, 'format-added', 'format-removed'),
  ...breaks('another format', { ...text, format: 'uri' }, { ...text, format: 'uuid' }, 'format-changed'),
  ...breaks(
    'another encoding',
    { contentEncoding: 'base64' },
    { contentEncoding: 'base16' },
    'content-encoding-changed',
  ),
])

table('arrays', [
  ...narrows('items of a type', list({}), list(text), 'type-narrowed at []', 'type-widened at []'),
  ...narrows(
    'items of items',
    list(list(text)),
    list(list({ ...text, maxLength: 3 })),
    'max-length-added at [][]',
    'max-length-removed at [][]',
  ),
  ...narrows('fewer items', list(text), list(text, { maxItems: 3 }), 'max-items-added', 'max-items-removed'),
  ...narrows(
    'more items',
    list(text, { minItems: 1 }),
    list(text, { minItems: 3 }),
    'min-items-raised',
    'min-items-lowered',
  ),
  ...narrows(
    'no item twice',
    list(text),
    list(text, { uniqueItems: true }),
    'unique-items-added',
    'unique-items-removed',
  ),
  ...alike('one item, not twice', list(text, { maxItems: 1 }), list(text, { maxItems: 1, uniqueItems: true })),
  ...breaks(
    'items by place',
    { type: 'array', prefixItems: [text, whole] },
    { type: 'array', prefixItems: [text, text] },
    'type-changed at [1]',
  ),
  ...alike(
    'places and a length',
    { type: 'array', prefixItems: [text, text], items: false },
    list(text, { maxItems: 2 }),
  ),
  ...row(
    'a place more',
    { type: 'array', prefixItems: [text], items: false },
    { type: 'array', prefixItems: [text, whole], items: false },
    'compatible value-allowed at [1]',
    'breaking value-allowed at [1]',
  ),
  ...narrows('something among the items', list({}), list({}, { contains: text }), 'contains-added', 'contains-removed'),
  ...narrows(
    'more of it',
    list({}, { contains: text }),
    list({}, { contains: text, minContains: 2 }),
    'contains-changed',
    'contains-changed',
  ),
  ...narrows(
    'less of it',
    list({}, { contains: text, maxContains: 3 }),
    list({}, { contains: text, maxContains: 2 }),
    'contains-changed',
    'contains-changed',
  ),
  ...narrows(
    'as much of more',
    list({}, { contains: { ...text, maxLength: 3 }, minContains: 0, maxContains: 2 }),
    list({}, { contains: text, minContains: 0, maxContains: 2 }),
    'contains-changed',
    'contains-changed',
  ),
  ...alike(
    'something among items that are all so',
    list(text, { minItems: 1 }),
    list(text, { minItems: 1, contains: text }),
  ),
  ...row(
    'null for an item',
    list(text),
    list({ anyOf: [text, nothing] }),
    'compatible alternative-added at []',
    'breaking alternative-added at []',
  ),
])
