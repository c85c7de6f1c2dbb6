/** The colours of a drawing that stands alone: those of client/theme/tokens.css (a test holds the two equal). */
export type Inks = {
  readonly card: string
  readonly ink: string
  readonly muted: string
  readonly hair: string
  readonly blip: string
  readonly lead: string
  readonly crowd: string
  readonly crowdBand: string
  /** The fullest colour of a heatmap. */
  readonly heat: string
  /** `series[0]` is the colour of the text. */
  readonly series: readonly string[]
}

/** Light and dark variants by the name of their custom property. */
export const tokenColours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  card: ['#fff', '#1c1f23'],
  ink: ['#1c2126', '#e8e6e1'],
  muted: ['#5a616a', '#a3a9b1'],
  hair: ['#efece4', '#272b30'],
  blip: ['#f2b84b', '#d99a2b'],
  lead: ['#1a5fd0', '#7db0ff'],
  crowd: ['#b9b5ab', '#6d7178'],
  'crowd-band': ['#e7e3d9', '#2b2f35'],
  heat: ['#0b3a86', '#b6d6ff'],
  'series-1': ['#a61e4d', '#ff6b9d'],
  'series-2': ['#1a5fd0', '#7db0ff'],
  'series-3': ['#1f7a33', '#6fcf83'],
  'series-4': ['#8a5300', '#e3b26a'],
  'series-5': ['#7440c9', '#c4a1ff'],
  'series-6': ['#0b7285', '#66c9dc'],
  'series-7': ['#b83a06', '#ff8a5c'],
  'series-8': ['#5c6b00', '#c3d14f'],
  'series-9': ['#9c2ba8', '#f08cf5'],
  'series-10': ['#3d5a80', '#a9c1e0'],
}

/** All colours of a theme, for drawings that know no style sheet. */
export function inkOf(theme: 'light' | 'dark'): Inks {
  const of = (name: string) => tokenColours[name]?.[theme === 'light' ? 0 : 1] ?? '#000'
  return {
    card: of('card'),
    ink: of('ink'),
    muted: of('muted'),
    hair: of('hair'),
    blip: of('blip'),
    lead: of('lead'),
    crowd: of('crowd'),
    crowdBand: of('crowd-band'),
    heat: of('heat'),
    series: [of('ink'), ...Array.from({ length: 10 }, (_, i) => of(`series-${i + 1}`))],
  }
}
