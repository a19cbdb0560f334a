/** Frames of a library. A schema that is used in another stands there in full, as TypeBox does it. */
import { Type } from '@sinclair/typebox'
import { Author, Book, Genre, Isbn, Loan, Shelf } from './values.ts'

const frame = (event: string, kind: object, data: Record<string, ReturnType<typeof Type.Unsafe>>) =>
  Type.Object(
    { type: Type.Literal(event), id: Type.Optional(Type.String()), data: Type.Object(data) },
    { $id: event, 'x-pactwire': { ...kind, event } },
  )

export const borrow = [
  frame('borrow', { kind: 'request', reply: 'borrowed' }, { isbn: Isbn, card: Type.String({ minLength: 4 }) }),
  frame('borrowed', { kind: 'reply' }, { loan: Loan }),
]

export const Search = frame(
  'search',
  { kind: 'request', reply: 'found', session: 'opening' },
  {
    by: Type.Union([
      Type.Object({ field: Type.Literal('genre'), genre: Genre }),
      Type.Object({ field: Type.Literal('author'), author: Type.Partial(Author) }),
      Type.Null(),
    ]),
  },
)

export const Found = frame('found', { kind: 'reply' }, { books: Type.Array(Book), shelf: Shelf })

export const Arrived = frame('arrived', { kind: 'push' }, { book: Book })
