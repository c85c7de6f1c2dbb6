import { describe, expect, it } from 'vitest'
import { firstColour, initialsOf, personColours, readPerson } from '#client/app/person.tsx'

const luminance = (hex: string): number => {
  const channel = (at: number) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

describe('the stored person', () => {
  it('comes back as it was kept', () => {
    const person = { id: 'a1', name: 'on-call', colour: '#6741d9' }
    expect(readPerson(JSON.stringify(person))).toEqual(person)
  })
  it.each([null, '', '{', '[]', '7', '{"name":"on-call"}', '{"id":"a","name":" ","colour":"red"}'])(
    'is nobody where %j is stored',
    text => {
      expect(readPerson(text)).toBeNull()
    },
  )
})

describe('two people of one name', () => {
  it('are offered different colours, as a rule', () => {
    const ids = Array.from({ length: 80 }, (_, i) => `person${i * 7}x${i}`)
    const colours = ids.map(firstColour)
    expect(new Set(colours).size).toBeGreaterThanOrEqual(6)
    expect(colours.every(colour => personColours.some(each => each === colour))).toBe(true)
  })
})

describe('initials', () => {
  it.each([
    ['on-call', 'oc'],
    ['teammate', 'te'],
    ['Ada King Lovelace', 'ak'],
    ['Žofie', 'žo'],
    ['x', 'x'],
    ['…', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

it.each(personColours)('white letters on %s can be read', colour => {
  expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5)
})
