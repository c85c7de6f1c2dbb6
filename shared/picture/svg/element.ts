/** The size of letters in an SVG, in pixels. */
export const font = 11

/** A text as it may stand in XML, in an attribute too: control characters, which XML cannot hold, are left out. */
export const escapeXml = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

/** To a tenth of a pixel. */
export const round = (n: number) => Math.round(n * 10) / 10

export type Attributes = Readonly<Record<string, string | number>>

/** An element as text; its attributes are escaped, its content is not. */
export const element = (name: string, attributes: Attributes, content?: string) => {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`)
    .join('')
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

/** A text at its baseline; nothing where it is empty. */
export const write = (text: string, x: number, y: number, fill: string, extra: Attributes = {}) =>
  text === '' ? '' : element('text', { x, y, fill, ...extra }, escapeXml(text))

/** The `d` of a path that a pen of a canvas would go. */
export function pathBy(
  trace: (pen: {
    moveTo: (x: number, y: number) => void
    lineTo: (x: number, y: number) => void
    closePath: () => void
  }) => void,
) {
  let path = ''
  trace({
    moveTo: (x, y) => {
      path += `M${round(x)} ${round(y)}`
    },
    lineTo: (x, y) => {
      path += `L${round(x)} ${round(y)}`
    },
    closePath: () => {
      path += 'Z'
    },
  })
  return path
}
