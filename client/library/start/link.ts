import type { Beginning } from './begin.ts'

const epoch = /^\d{9,14}(\.\d+)?$/

/** Seconds or milliseconds since the epoch become an ISO instant; anything else stays as typed (`now-1h`, `2026-11-03 14:02`). */
const endOf = (text: string): string => {
  if (!epoch.test(text)) return text
  const number = Number(text)
  return new Date(number < 1e11 ? number * 1000 : number).toISOString()
}

/** What `/new?expr=&from=&to=&source=&title=` asks for: a link in an alert. One end of the window alone is completed by `now` or an hour before. */
export function readLink(search: string): Beginning {
  const parameters = new URLSearchParams(search)
  const of = (name: string) => {
    const text = parameters.get(name)?.trim() ?? ''
    return text === '' ? undefined : text
  }
  const title = of('title')
  const source = of('source')
  const query = of('expr')
  const from = of('from')
  const to = of('to')
  return {
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
    ...(query !== undefined && { query }),
    ...((from !== undefined || to !== undefined) && {
      range: { from: endOf(from ?? 'now-1h'), to: endOf(to ?? 'now') },
    }),
  }
}
