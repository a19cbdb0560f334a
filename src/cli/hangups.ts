/**
 * SIGHUP from the first moment on. Before it is known what it means, it is kept: a service manager may ask for the events to
 * be read again while the server still starts, which must not end it.
 */
export class Hangups {
  #came = false
  #obey: (() => void) | undefined
  readonly #onSignal = (): void => {
    if (this.#obey === undefined) this.#came = true
    else this.#obey()
  }

  constructor() {
    process.on('SIGHUP', this.#onSignal)
  }

  /** What it means from here on; one that came before is obeyed now. */
  obey(obey: () => void): void {
    this.#obey = obey
    if (!this.#came) return
    this.#came = false
    obey()
  }

  /** It means what it means to every program: that the terminal is gone. One that came before ends the process now. */
  letGo(): void {
    process.off('SIGHUP', this.#onSignal)
    if (this.#came) process.kill(process.pid, 'SIGHUP')
  }
}
