/** Texts, and keywords that are about texts for the most part. */
import { compareKeyword } from './keyword.ts'
import { compareLimit } from './limit.ts'
import type { Rule } from './pair.ts'

export const compareTexts: Rule = (pair, path, sink) => {
  compareLimit(pair, path, sink, { keyword: 'minLength', side: 'lower' })
  compareLimit(pair, path, sink, { keyword: 'maxLength', side: 'upper' })
  compareKeyword(pair, path, sink, 'pattern')
}

/** A format can be of numbers as well; the others only describe, but who reads them decodes by them. */
export const compareFormats: Rule = (pair, path, sink) => {
  compareKeyword(pair, path, sink, 'format')
  compareKeyword(pair, path, sink, 'contentEncoding', 'content-encoding')
  compareKeyword(pair, path, sink, 'contentMediaType', 'content-media-type')
  compareKeyword(pair, path, sink, 'contentSchema', 'content-schema')
}
