/** What a close code asks of the client. What the contract lists decides; its ranges decide about codes that are newer. Pure. */

export interface ClosePolicy {
  readonly name: string
  readonly policy: 'resume' | 'stop'
}

export type ClosePolicies = Readonly<Record<string, ClosePolicy>>

/** As the contract says of its close codes: these mean "do not come back as you are". */
const stopFrom = 4000
const stopBelow = 4500

export function closePolicy(code: number, known: ClosePolicies): ClosePolicy {
  return known[code] ?? { name: '', policy: code >= stopFrom && code < stopBelow ? 'stop' : 'resume' }
}
