/** JSON that is made to hurt whoever reads it. */
import type { Dice } from '../dice.ts'

const levels = 100_000
/** As many as fit into a frame of the server under test. */
const keys = 15_000

export const hostileTexts: Readonly<Record<string, (dice: Dice) => string>> = {
  'lists in lists, never closed': () => '['.repeat(levels),
  'lists in lists': () => '['.repeat(levels) + ']'.repeat(levels),
  'objects in objects, never closed': () => '{"a":'.repeat(levels / 4),
  'objects in objects': () => `${'{"a":'.repeat(levels / 4)}1${'}'.repeat(levels / 4)}`,
  'depth where data should be': () => `{"type":"heartbeat","data":${'['.repeat(levels)}${']'.repeat(levels)}}`,
  'depth where content should be': () =>
    `{"type":"send_message","id":"deep","data":{"content":${'['.repeat(levels)}${']'.repeat(levels)}}}`,
  'very many names': () => object(Array.from({ length: keys }, (_, at) => [`k${at}`, '1'])),
  'very many names in data': () =>
    `{"type":"heartbeat","data":${object(Array.from({ length: keys }, (_, at) => [`k${at}`, '1']))}}`,
  'names that are numbers': () => object(Array.from({ length: keys }, (_, at) => [`${at * 7919}`, '1'])),
  'one name, very often': () => object(Array.from({ length: keys }, () => ['type', '"heartbeat"'])),
  'fields that stand twice': (dice) =>
    `{"type":"connect","type":"heartbeat","id":"a","id":"${dice.heads() ? 'b' : ''}","data":{},"data":{}}`,
  'a prototype for each field': () =>
    '{"__proto__":{"polluted":1},"type":"heartbeat","data":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}}',
  'a prototype beside what is asked for': () =>
    '{"type":"join_channel","id":"p","data":{"channel_id":"p","__proto__":{"durable":true},"constructor":{"prototype":{"polluted":1}}}}',
  'a prototype instead of fields': () =>
    '{"__proto__":{"type":"send_message","data":{"content":"x","channel_id":"flooded"}}}',
  'names of objects as events': (dice) =>
    `{"type":"${dice.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'])}","id":"e"}`,
  'names of objects as channels': (dice) =>
    `{"type":"join_channel","id":"c","data":{"channel_id":"${dice.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])}"}}`,
  'names of objects as users': (dice) =>
    `{"type":"send_direct","id":"u","data":{"to":"${dice.pick(['__proto__', 'constructor', 'toString'])}","content":"x","client_message_id":"${dice.pick(['__proto__', 'constructor'])}"}}`,
  'a number beyond all numbers': (dice) =>
    `{"type":"history","id":"n","data":{"channel_id":"a","after":${dice.pick(['1e400', '-1e400', '1e-400', '-0', '1e308', '9007199254740993', '123456789012345678901234567890'])}}}`,
  'a number of very many digits': () =>
    `{"type":"history","id":"n","data":{"channel_id":"a","limit":${'9'.repeat(100_000)}}}`,
  'a position beyond all numbers': () =>
    '{"type":"join_channel","id":"n","data":{"channel_id":"a","since":{"epoch":"e","offset":1e400}}}',
  'half a character as id': () => '{"type":"heartbeat","id":"\\ud800"}',
  'half a character as content': () =>
    '{"type":"send_direct","id":"\\udfff","data":{"to":"halves","content":"\\ud800 \\udc00\\ud800"}}',
  NULs: () => '{"type":"send_direct","id":"\\u0000","data":{"to":"halves","content":"\\u0000\\u0000"}}',
  'NULs as they are': () => '\0{"type":"heartbeat"}\0',
  'signs of every direction': () =>
    '{"type":"send_direct","id":"d","data":{"to":"halves","content":"\\u202e\\u2066\\ufeff\\u200b\\u2028\\u2029"}}',
  'a frame that is no object': (dice) =>
    dice.pick(['null', '0', '""', '[]', 'true', '"heartbeat"', '[{"type":"heartbeat"}]']),
  nothing: (dice) => dice.pick(['', ' ', '\n'.repeat(50_000), '\ufeff', '\ufeff{"type":"heartbeat"}']),
  'a very long type': () => `{"type":"${'x'.repeat(200_000)}"}`,
  'a very long id': () => `{"type":"heartbeat","id":"${'x'.repeat(200_000)}"}`,
  'a very long name': () => `{"type":"heartbeat","${'x'.repeat(200_000)}":1}`,
  'a very long token': () => `{"type":"refresh","id":"t","data":{"token":"${'x.'.repeat(50_000)}"}}`,
  'escapes only': () => `{"type":"send_direct","data":{"to":"halves","content":"${'\\u0041'.repeat(30_000)}"}}`,
}

export function hostileJson(dice: Dice): string {
  return dice.pick(Object.values(hostileTexts))(dice)
}

function object(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, value]) => `"${name}":${value}`).join(',')}}`
}
