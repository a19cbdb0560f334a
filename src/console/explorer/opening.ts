/** Opens the explorer’s connection, and says the first word of the protocol on it. */
import type { Contract } from './contract/load.ts'
import { openingFrame, openingOf } from './contract/opening.ts'
import { openingText, wire } from './session.ts'

/** `withFrame: false` leaves the first word to the person, who may want to say something else. */
export async function openConnection(
  contract: Contract,
  { withFrame }: { readonly withFrame: boolean },
): Promise<boolean> {
  const opening = openingOf(contract)
  if (!(await wire.open())) return false
  if (withFrame && opening !== undefined) {
    wire.send(JSON.stringify(openingFrame(opening, Object.fromEntries(openingText), wire.newId())))
  }
  return true
}
