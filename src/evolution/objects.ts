/** Objects: which properties, which of them always, and what else. */
import { compareLimit } from './limit.ts'
import { inTime, type Pair, type Rule, type Sink } from './pair.ts'
import { atAnyProperty, atNames, atPattern, atProperty } from './path.ts'
import { entryAt, isAnything, keysAt, type Schema, schemaAt } from './schema.ts'
import { describedProperty, type Mode, otherProperties, propertyOf, requiredOf, type View } from './view.ts'

export const compareObjects: Rule = (pair, path, sink) => {
  compareLimit(pair, path, sink, {
    keyword: 'minProperties',
    side: 'lower',
    otherwise: (view) => ({ value: requiredOf(view).length, exclusive: false }),
  })
  compareLimit(pair, path, sink, {
    keyword: 'maxProperties',
    side: 'upper',
    otherwise: (view) => (isClosed(view) ? { value: possibleNames(view).length, exclusive: false } : undefined),
  })
  for (const name of new Set([...namesOf(pair.before), ...namesOf(pair.after)].sort())) {
    compareProperty(pair, path, sink, name)
  }
  comparePatterns(pair, path, sink)
  compareOthers(pair, path, sink)
  compareNames(pair, path, sink)
}

/** Nothing but the properties that are named. */
function isClosed(view: View): boolean {
  return otherProperties(view) === false && keysAt(view.shape, 'patternProperties').length === 0
}

function namesOf(view: View): string[] {
  return [...new Set([...keysAt(view.shape, 'properties'), ...requiredOf(view)])]
}

function possibleNames(view: View): string[] {
  return namesOf(view).filter((name) => propertyOf(view, name) !== false)
}

function compareProperty(pair: Pair, path: string, sink: Sink, name: string): void {
  const { sub, sup, before, after, mode, judge } = pair
  const at = atProperty(path, name)
  const [old, now] = [describedProperty(before, name), describedProperty(after, name)]
  const [wasRequired, isRequired] = [requiredOf(before).includes(name), requiredOf(after).includes(name)]
  const presence = !requiredOf(sup).includes(name) || requiredOf(sub).includes(name)
  const fits = () =>
    judge.proves({ ...sub, schema: propertyOf(sub, name) }, { ...sup, schema: propertyOf(sup, name) }, mode)

  if (isThere(old) === isThere(now)) {
    if (wasRequired && !isRequired) {
      sink.found({
        kind: 'property-now-optional',
        path: at,
        implied: presence,
        message: 'was required, is now optional',
      })
    } else if (isRequired && !wasRequired) {
      sink.found({
        kind: 'property-now-required',
        path: at,
        implied: presence,
        message: 'was optional, is now required',
      })
    }
    if (isThere(old) || old !== now) sink.inside(at, propertyOf(sub, name), propertyOf(sup, name))
    return
  }
  const implied = presence && fits()
  if (isThere(now)) {
    const [kind, message] = addition(isRequired && !wasRequired, implied, mode)
    sink.found({ kind, path: at, implied, message, weight: 'spoken' })
    return
  }
  // A reader looks for the field by its name. That a schema may promise nothing of it is no comfort.
  const missed = mode === 'output' && sink.purpose === 'report' && isUnspoken(otherProperties(after))
  const accepted = implied ? 'is no longer described, and still accepted' : 'is no longer accepted'
  sink.found({
    kind: 'property-removed',
    path: at,
    implied: implied && !missed,
    message: mode === 'output' ? 'is no longer described' : accepted,
    weight: missed ? 'firm' : 'spoken',
  })
}

function addition(required: boolean, implied: boolean, mode: Mode): readonly [kind: string, message: string] {
  if (required && mode !== 'output') return ['property-required-added', 'is new and required']
  if (implied) return ['property-added', required ? 'is new' : 'is new and optional']
  if (mode === 'output') return ['property-added-to-map', 'is new, and not what every field was promised to be']
  return ['property-added-to-open', 'is new; before, the object was open and took anything under this name']
}

/** A property that is described as `false` is one that must not be there. */
function isThere(described: Schema | undefined): boolean {
  return described !== undefined && described !== false
}

function isUnspoken(others: Schema): boolean {
  return others === false || isAnything(others)
}

function comparePatterns(pair: Pair, path: string, sink: Sink): void {
  const { sub, sup, mode, judge } = pair
  const [ours, theirs] = [keysAt(sub.shape, 'patternProperties'), keysAt(sup.shape, 'patternProperties')]
  const proves = (from: Schema, to: Schema) => judge.proves({ ...sub, schema: from }, { ...sup, schema: to }, mode)
  const others = (patterns: readonly string[]) =>
    patterns.map((pattern) => entryAt(sub.shape, 'patternProperties', pattern) ?? true)
  for (const pattern of new Set([...ours, ...theirs].sort())) {
    const at = atPattern(path, pattern)
    const [from, to] = [
      entryAt(sub.shape, 'patternProperties', pattern),
      entryAt(sup.shape, 'patternProperties', pattern),
    ]
    if (from !== undefined && to !== undefined) sink.inside(at, from, to)
    else {
      // Names that only one side has a word for: on the other side they are like any other name.
      const implied =
        to === undefined
          ? proves(from ?? true, otherProperties(sup))
          : [otherProperties(sub), ...others(ours)].every((schema) => proves(schema, to))
      const { before } = inTime(pair, from, to)
      const [kind, verb] =
        before === undefined
          ? ['pattern-property-added', 'now described']
          : ['pattern-property-removed', 'no longer described']
      sink.found({ kind, path: at, implied, message: `names that fit this pattern are ${verb}` })
    }
  }
}

function compareOthers(pair: Pair, path: string, sink: Sink): void {
  const { sub, sup, before, after, mode, judge } = pair
  const [old, now] = [otherProperties(before), otherProperties(after)]
  const [wasMap, isMap] = [!isUnspoken(old), !isUnspoken(now)]
  if (wasMap && isMap) {
    sink.inside(atAnyProperty(path), otherProperties(sub), otherProperties(sup))
    return
  }
  if (!wasMap && !isMap && (old === false) === (now === false)) return
  const implied = judge.proves({ ...sub, schema: otherProperties(sub) }, { ...sup, schema: otherProperties(sup) }, mode)
  const say = (kind: string, message: string) =>
    sink.found({ kind: `additional-properties-${kind}`, path, implied, message })
  if (now === false) say('closed', 'no other fields than these are allowed any more')
  else if (isMap) say(old === false ? 'opened' : 'limited', 'other fields must now be of a certain kind')
  else say(old === false ? 'opened' : 'released', 'other fields may now be anything')
}

function compareNames(pair: Pair, path: string, sink: Sink): void {
  const [old, now] = [pair.before.shape['propertyNames'], pair.after.shape['propertyNames']]
  if (old === undefined && now === undefined) return
  sink.inside(atNames(path), schemaAt(pair.sub.shape, 'propertyNames'), schemaAt(pair.sup.shape, 'propertyNames'))
}
