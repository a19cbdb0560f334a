/** What somebody writes against the generated library. Every line that must not compile says so. */
import type { Operations } from './generated/operations.ts'
import type { Book, ClientFrame, Genre, Loan, Search, ServerFrame, Shelf } from './generated/types.ts'
import { violation } from './generated/validators.js'

export const book: Book = {
  isbn: '9780000000002',
  title: 'Tides',
  authors: [{ name: 'A. Uthor', born: null }],
  genre: 'poetry',
  first: [1, null],
  comments: [{ text: 'so', answers: [{ text: 'no' }] }],
  sequel: { isbn: '9780000000003', title: 'Ebb', authors: [], genre: 'novel' },
}
// @ts-expect-error a genre that is not among those
export const genre: Genre = 'cookery'
// @ts-expect-error closed objects take no other keys
export const author: Book['authors'][number] = { name: 'A. Uthor', died: 1950 }
// @ts-expect-error both halves of an intersection are needed
export const loan: Loan = { isbn: '9780000000002' }
export const shelf: Shelf = {
  label: 'a',
  shelves: [{ label: 'b', shelves: [], books: {} }],
  books: { x: '9780000000002' },
}

export function question(search: Search): string {
  const { by } = search.data
  if (by === null) return 'everything'
  return by.field === 'genre' ? by.genre : (by.author.name ?? 'anybody')
}

export function isReply(frame: ServerFrame): boolean {
  return frame.type !== 'arrived'
}
export const asked: ClientFrame['type'][] = ['borrow', 'search']
export const found: Operations['search']['reply'] = { type: 'found', data: { books: [book], shelf } }
export const complaint: string | undefined = violation('book', book)?.message
