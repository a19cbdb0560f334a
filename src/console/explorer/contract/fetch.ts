/** JSON from the server of this page. */
export async function fetchJson(path: string): Promise<unknown> {
  const url = new URL(path, location.href)
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${url.pathname} was answered with ${response.status}.`)
  return response.json()
}
