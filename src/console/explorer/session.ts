/** What the explorer keeps while another view is looked at: its connection, and what was being written for each event. */
import { Wire } from './wire.ts'

export const wire = new Wire()

/** Event -> the text in its editor. As many as the contract has events. */
export const drafts = new Map<string, string>()

/** What stands in the fields that open the connection. */
export const openingText = new Map<string, string>()
