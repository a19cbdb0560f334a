/** All rules, and of which types of values each is. */
import { compareAlternatives } from './alternatives.ts'
import { compareArrays } from './arrays.ts'
import { compareConditions, compareDependents, compareNegation, compareRest, compareUnknown } from './conditions.ts'
import { compareNumbers } from './numbers.ts'
import { compareObjects } from './objects.ts'
import type { Rule } from './pair.ts'
import { compareFormats, compareTexts } from './texts.ts'
import { commonTypes } from './types.ts'
import { compareTypes, compareValues } from './values.ts'
import { typesOf } from './view.ts'

export const rules: readonly Rule[] = [
  compareTypes,
  compareValues,
  onlyFor('number', compareNumbers),
  onlyFor('string', compareTexts),
  compareFormats,
  onlyFor('object', compareObjects),
  onlyFor('object', compareDependents),
  onlyFor('array', compareArrays),
  compareUnknown,
  compareAlternatives,
  compareNegation,
  compareConditions,
  compareRest,
]

/** What only one side can be is a matter of its types; keywords for it that have come or gone with it are no news. */
function onlyFor(type: string, rule: Rule): Rule {
  return (pair, path, sink) => {
    const types = commonTypes(typesOf(pair.sub), typesOf(pair.sup))
    if (types.includes(type) || (type === 'number' && types.includes('integer'))) rule(pair, path, sink)
  }
}
