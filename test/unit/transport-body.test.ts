/** How much of a body is kept in memory, and when. */
import { describe, expect, it } from 'vitest'
import { Body, unaskedBytes } from '../../src/transport/uws-body.ts'

describe('the body of a request', () => {
  const setUp = (limit = 1_000_000): { body: Body; calls: string[] } => {
    const calls: string[] = []
    const flow = { pause: () => calls.push('pause'), resume: () => calls.push('resume') }
    return { body: new Body(limit, 0, flow), calls }
  }

  it('pauses the connection when more has come than may before anybody asks, and goes on when somebody does', async () => {
    const { body, calls } = setUp()
    body.add(new ArrayBuffer(unaskedBytes), false)
    expect(calls).toEqual([])
    body.add(new ArrayBuffer(1), false)
    body.add(new ArrayBuffer(1), false)
    expect(calls).toEqual(['pause'])
    const whole = body.read()
    expect(calls).toEqual(['pause', 'resume'])
    body.add(new ArrayBuffer(unaskedBytes), true)
    expect((await whole).length).toBe(2 * unaskedBytes + 2)
    expect(calls).toEqual(['pause', 'resume'])
  })

  it('never pauses the connection once it was asked for', async () => {
    const { body, calls } = setUp()
    const whole = body.read()
    body.add(new ArrayBuffer(10 * unaskedBytes), true)
    expect((await whole).length).toBe(10 * unaskedBytes)
    expect(calls).toEqual([])
  })

  it('keeps nothing once it was cut off, and lets the connection go on', async () => {
    const { body, calls } = setUp()
    body.add(new ArrayBuffer(unaskedBytes + 1), false)
    expect(body.held).toBe(unaskedBytes + 1)
    body.cutOff()
    expect([body.held, calls]).toEqual([0, ['pause', 'resume']])
    body.add(new ArrayBuffer(1000), true)
    expect(body.held).toBe(0)
    await expect(body.read()).rejects.toThrow('went away')
  })

  it('keeps nothing of what has come whole, once it was cut off', () => {
    const { body } = setUp()
    body.add(new ArrayBuffer(1000), true)
    expect(body.held).toBe(1000)
    body.cutOff()
    expect(body.held).toBe(0)
  })

  it('keeps nothing of what is too large', async () => {
    const { body } = setUp(1000)
    body.add(new ArrayBuffer(600), false)
    body.add(new ArrayBuffer(600), false)
    expect([body.held, await body.read()]).toEqual([0, 'too_large'])
  })
})
