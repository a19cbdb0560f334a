/**
 * The text in which metrics are told (Prometheus, 0.0.4). What is not understood is passed over: a line of somebody else
 * is no reason to show nothing.
 */
export interface Sample {
  readonly labels: ReadonlyMap<string, string>
  readonly value: number
}

/** By the name of the metric; `_bucket`, `_sum` and `_count` of a histogram are names of their own. */
export type Exposition = ReadonlyMap<string, readonly Sample[]>

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t]*$/
const label = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y

export function parseExposition(text: string): Exposition {
  const samples = new Map<string, Sample[]>()
  for (const raw of text.split('\n')) {
    if (raw === '' || raw.startsWith('#')) continue
    const [, name, labels = '', number = ''] = line.exec(raw.replace(/\r$/, '')) ?? []
    if (name === undefined) continue
    const value = numberOf(number)
    const pairs = labelsOf(labels)
    if (value === undefined || pairs === undefined) continue
    const known = samples.get(name)
    if (known === undefined) samples.set(name, [{ labels: pairs, value }])
    else known.push({ labels: pairs, value })
  }
  return samples
}

function numberOf(text: string): number | undefined {
  const infinity = /^([+-]?)Inf$/i.exec(text)
  if (infinity !== null) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

function labelsOf(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>()
  label.lastIndex = 0
  while (label.lastIndex < text.length) {
    const [, name = '', value = ''] = label.exec(text) ?? []
    if (name === '') return undefined
    pairs.set(
      name,
      value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
    )
  }
  return pairs
}

/** The one value of a metric without labels. */
export function soleValue(exposition: Exposition, name: string): number | undefined {
  return exposition.get(name)?.[0]?.value
}

/** The values of a metric with one label, by the values of that. */
export function valuesBy(exposition: Exposition, name: string, label: string): ReadonlyMap<string, number> {
  const samples = exposition.get(name) ?? []
  return new Map(samples.map(({ labels, value }) => [labels.get(label) ?? '', value]))
}

/** How many were at most so large, by that bound, in ascending order; the last bound is infinite. */
export type Buckets = readonly (readonly [bound: number, count: number])[]

export function bucketsOf(exposition: Exposition, name: string): Buckets {
  const samples = exposition.get(`${name}_bucket`) ?? []
  return samples
    .map(({ labels, value }) => [numberOf(labels.get('le') ?? '') ?? Number.NaN, value] as const)
    .filter(([bound]) => !Number.isNaN(bound))
    .sort(([a], [b]) => a - b)
}
