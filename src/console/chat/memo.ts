/** A component that is drawn again only when its properties change: a room can have thousands of rows. */
import { Component, type ComponentType, type FunctionComponent, h } from 'preact'

export function memo<P extends object>(View: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const here = this.props as Readonly<Record<string, unknown>>
      const there = next as Readonly<Record<string, unknown>>
      return Object.keys({ ...here, ...there }).some((key) => !Object.is(here[key], there[key]))
    }
    override render() {
      return h(View, this.props as P)
    }
  }
}
