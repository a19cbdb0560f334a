/** How requests of the HTTP API were answered. As many counts as there are routes and statuses, whatever is asked for. */
import { Counts } from './meter.ts'

export interface HttpCount {
  /** The name of the route in the contract; `none` where no route was asked. */
  readonly route: string
  readonly status: string
  readonly requests: number
}

export class HttpMeter {
  readonly #counts = new Counts()

  answered(route: string | undefined, status: number): void {
    this.#counts.add(`${route ?? 'none'} ${status}`)
  }

  *counts(): Iterable<HttpCount> {
    for (const [key, requests] of this.#counts) {
      const [route = '', status = ''] = key.split(' ')
      yield { route, status, requests }
    }
  }
}
