import { printClock, type Zone } from '#shared/time/clock.ts'
import { textsSaid } from '#shared/notebook/filling.ts'
import type { Edited, Revalued, Standing } from '#shared/notebook/standing.ts'

/** How a judgment stands, as a sentence; `holds`: nothing that its author would want to know. */
export type StandingWords = { readonly holds: boolean; readonly sentence: string }

const editedWords: Readonly<Record<Exclude<Edited, 'variables'>, string>> = {
  queries: 'the query',
  comparison: 'what it is compared with',
  window: 'the window',
  blip: 'the blip',
}

const number = (value: number): string =>
  Number.isNaN(value) ? 'a gap' : Number(value.toPrecision(3)).toString()

const percent = (share: number): string => (share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`)

/** For the names of variables that may be all the text that they stand for then. */
export type Alls = ReadonlyMap<string, string>

/**
 * `Re-run today: same`, or what is different now. `when` says of when the latest run is: `today`, `on 5 Nov`. `alls`: what is said as “all” of
 * the variables that were judged with.
 */
export function standingWords(standing: Standing, when: string, zone: Zone, alls: Alls): StandingWords {
  switch (standing.is) {
    case 'holds':
      return { holds: true, sentence: `Re-run ${when}: same` }
    case 'changed': {
      const { share, series, most } = standing
      const name = Object.values(most.labels).join(', ')
      return {
        holds: false,
        sentence:
          `Re-run ${when}: ${percent(share)} of the values differ, in ${series} series; ` +
          `most at ${printClock(most.at, zone)}${name === '' ? '' : ` in ${name}`}, ${number(most.was)} then, ${number(most.is)} now`,
      }
    }
    case 'pastRetention':
      return { holds: false, sentence: `Re-run ${when}: the source has nothing of it any more` }
    case 'sourceFailed':
      return { holds: false, sentence: `Re-run ${when}: failed; what was judged is kept` }
    case 'moved':
      return { holds: false, sentence: `Re-run ${when}: its window follows now and has moved since` }
    case 'edited':
      return { holds: false, sentence: editedSentence(standing.what, standing.variables, alls) }
  }
}

function editedSentence(what: readonly Edited[], variables: readonly Revalued[], alls: Alls): string {
  const parts = what.flatMap(each => (each === 'variables' ? [] : [editedWords[each]]))
  const edited = parts.length === 0 ? [] : [`Edited since: ${parts.join(' and ')}`]
  return [...edited, ...variables.map(each => valueWords(each, alls.get(each.name)))].join('; ')
}

const valueWords = ({ name, was, is }: Revalued, all: string | undefined): string =>
  `${name} was ${textsSaid(was, all)} when this was judged, ${is === null ? 'and there is no such variable any more' : `now ${textsSaid(is, all)}`}`
