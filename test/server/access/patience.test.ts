import { describe, expect, it } from 'vitest'
import { patience } from '#server/access/patience.ts'

const second = 1000

function stage() {
  let now = 1_000_000
  const patient = patience(() => now)
  return {
    ...patient,
    pass: (ms: number) => void (now += ms),
    fail: (address: string, times: number) => {
      for (let i = 0; i < times; i++) patient.failed(address)
    },
  }
}

describe('guessing', () => {
  it('is free for a handful of tries, then waits that double up to five minutes', () => {
    const { fail, wait } = stage()
    fail('10.0.0.1', 4)
    expect(wait('10.0.0.1')).toBe(0)
    const waits = Array.from({ length: 12 }, () => {
      fail('10.0.0.1', 1)
      return wait('10.0.0.1') / second
    })
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  })

  it('goes on when the wait is over', () => {
    const { fail, wait, pass } = stage()
    fail('10.0.0.1', 5)
    pass(999)
    expect(wait('10.0.0.1')).toBe(1)
    pass(1)
    expect(wait('10.0.0.1')).toBe(0)
  })

  it('from one address leaves the others alone', () => {
    const { fail, wait } = stage()
    fail('10.0.0.1', 20)
    expect(wait('10.0.0.2')).toBe(0)
  })

  it('from very many addresses slows all of them a little, but not who has signed in from theirs', () => {
    const { failed, succeeded, wait } = stage()
    succeeded('10.9.9.9')
    for (let i = 0; i < 200; i++) failed(`10.1.${i}.1`)
    expect(wait('10.2.0.1')).toBe(2 * second)
    expect(wait('10.9.9.9')).toBe(0)
  })

  it('is forgotten by the right password, and after an hour', () => {
    const { fail, wait, succeeded, pass } = stage()
    fail('10.0.0.1', 8)
    succeeded('10.0.0.1')
    expect(wait('10.0.0.1')).toBe(0)
    fail('10.0.0.2', 20)
    pass(3_600_001)
    fail('10.0.0.2', 1)
    expect(wait('10.0.0.2')).toBe(0)
  })

  it.each([
    ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', 'one customer'],
    ['::ffff:10.0.0.1', '10.0.0.1', 'one address in two dresses'],
  ])('from %s and %s counts together: %s', (one, other) => {
    const { fail, wait } = stage()
    fail(one, 6)
    expect(wait(other)).toBe(2 * second)
  })

  it('from two networks of IPv6 does not count together', () => {
    const { fail, wait } = stage()
    fail('2001:db8:0:1::1', 6)
    expect(wait('2001:db8:0:2::1')).toBe(0)
  })
})
