/** Values of a library, in TypeBox: some with an `$id`, some named after their export, one that contains itself. */
import { type TSchema, Type } from '@sinclair/typebox'

export const Isbn = Type.String({
  $id: 'isbn',
  pattern: '^97[89]-\\d{10}$',
  description: 'A book, by the number on its back.',
  examples: ['978-0000000002'],
})

export const Genre = Type.Union([Type.Literal('novel'), Type.Literal('poetry'), Type.Literal('science')], {
  description: 'What kind of book.',
})

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Author = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    born: Type.Optional(Nullable(Type.Integer())),
  },
  { $id: 'https://library.example/author.schema.json', additionalProperties: false },
)

/** Without an `$id`, TypeBox calls this T0, or T1, as it happens. */
export const Shelf = Type.Recursive((This) =>
  Type.Object({ label: Type.String(), shelves: Type.Array(This), books: Type.Record(Type.String(), Isbn) }),
)

const Comment = Type.Recursive((This) =>
  Type.Object({ text: Type.String({ maxLength: 3 }), answers: Type.Optional(Type.Array(This)) }),
)

export const Book = Type.Object(
  {
    isbn: Isbn,
    title: Type.String({ description: 'As on the cover.' }),
    authors: Type.Array(Author, { minItems: 1 }),
    genre: Genre,
    first: Type.Optional(Type.Tuple([Type.Integer(), Nullable(Type.String())])),
    comments: Type.Optional(Type.Array(Comment)),
    last_comment: Type.Optional(Comment),
    sequel: Type.Optional(Type.Ref('book')),
  },
  { $id: 'book' },
)

export const Loan = Type.Intersect([
  Type.Object({ isbn: { ...Isbn, description: 'The book that is lent.' } }),
  Type.Object({
    until: Type.String({ format: 'date', examples: ['2026-01-31'] }),
    times: Type.Integer({ minimum: 0 }),
  }),
])

/** Not a schema, and none of the generator's business. */
export const open = true
export function openingHours(): string {
  return '9–17'
}
