/** The colours that a graph is painted with, as the canvas takes them, and its typefaces. */
export type Palette = Readonly<Record<(typeof tokens)[number], string>> & {
  /** `series[0]` is the colour of the text, 1 to 10 those of `--series-1` to `--series-10`. */
  readonly series: readonly string[]
  readonly sans: string
}

const tokens = [
  'card',
  'ink',
  'muted',
  'line',
  'hair',
  'blip',
  'lead',
  'crowd',
  'crowd-band',
  'heat',
] as const
const series = Array.from({ length: 10 }, (_, i) => `series-${i + 1}`)

let known: Palette | null = null
const listeners = new Set<() => void>()

function read(): Palette {
  const probe = document.createElement('div')
  probe.hidden = true
  const names = [...tokens, ...series]
  for (const name of names)
    probe.append(Object.assign(document.createElement('i'), { style: `color: var(--${name})` }))
  document.body.append(probe)
  const colours = [...probe.children].map(child => getComputedStyle(child).color)
  const sans = getComputedStyle(document.documentElement).getPropertyValue('--sans').trim() || 'sans-serif'
  probe.remove()
  const named = Object.fromEntries(tokens.map((name, i) => [name, colours[i] ?? '#000'])) as Record<
    (typeof tokens)[number],
    string
  >
  return { ...named, series: [named.ink, ...colours.slice(tokens.length)], sans }
}

/** The colours of the theme as it is now, read from the custom properties once for all graphs. */
export const palette = (): Palette => (known ??= read())

function changed(): void {
  known = null
  for (const listener of listeners) listener()
}

const watch = (() => {
  let observer: MutationObserver | null = null
  const system = () => matchMedia('(prefers-color-scheme: dark)')
  return {
    begin() {
      observer = new MutationObserver(changed)
      observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] })
      system().addEventListener('change', changed)
      document.fonts.addEventListener('loadingdone', changed)
    },
    end() {
      observer?.disconnect()
      observer = null
      known = null
      system().removeEventListener('change', changed)
      document.fonts.removeEventListener('loadingdone', changed)
    },
  }
})()

/** Calls the listener when the theme has changed or a typeface has arrived; returns what ends that. */
export function onLook(listener: () => void): () => void {
  if (listeners.size === 0) watch.begin()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) watch.end()
  }
}
