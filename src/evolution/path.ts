/** Paths into a value, as a person would write them: `data.users[].user_id`. */

export function atProperty(path: string, name: string): string {
  if (!/^[\p{L}\p{N}_$-]+$/u.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === '' ? name : `${path}.${name}`
}

export function atIndex(path: string, index: number | 'any'): string {
  return `${path}[${index === 'any' ? '' : index}]`
}

/** The values of all properties of an object that is a map. */
export function atAnyProperty(path: string): string {
  return path === '' ? '*' : `${path}.*`
}

export function atPattern(path: string, pattern: string): string {
  return path === '' ? `/${pattern}/` : `${path}./${pattern}/`
}

/** The names of the properties, not their values. */
export function atNames(path: string): string {
  return path === '' ? '<name>' : `${path}.<name>`
}
