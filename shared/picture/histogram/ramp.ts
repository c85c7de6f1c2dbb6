import { levels } from './cells.ts'

type Colour = readonly [number, number, number]

/** Red, green and blue from 0 to 1 of `#abc`, `#aabbcc` or `rgb(1, 2, 3)`. */
function read(text: string): Colour {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]
  if (hex) {
    const size = hex.length / 3
    const part = (i: number) =>
      Number.parseInt(hex.slice(i * size, (i + 1) * size).padEnd(2, hex[i * size]), 16) / 255
    return [part(0), part(1), part(2)]
  }
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number)
  return [red / 255, green / 255, blue / 255]
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

/** OKLab, in which equal steps look equal. */
function toLab([r, g, b]: Colour): Colour {
  const [red, green, blue] = [linear(r), linear(g), linear(b)]
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromLab([light, a, b]: Colour): string {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
  const parts = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(part => Math.round(255 * gamma(Math.min(1, Math.max(0, part)))))
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

/** How far the palest colour is from the ground already, so that it can be told from nothing. */
const start = 0.16

/** The colours of a heatmap from level 1 on, from near the ground to the full colour in steps that look equal. */
export function rampOf(ground: string, full: string): readonly string[] {
  const [from, to] = [toLab(read(ground)), toLab(read(full))]
  return Array.from({ length: levels }, (_, i) => {
    const along = start + (1 - start) * (i / (levels - 1))
    return fromLab([
      from[0] + (to[0] - from[0]) * along,
      from[1] + (to[1] - from[1]) * along,
      from[2] + (to[2] - from[2]) * along,
    ])
  })
}
