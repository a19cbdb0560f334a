/** Looks at the frames of the server. The generated `refuseServerFrame` is one. */
import type { Refusal } from '../../generated/validators.js'

/** Undefined when the frame is as the contract says. */
export type Validator = (frame: unknown) => Refusal | undefined
