import { Button } from '#client/app/parts/Button.tsx'
import { cell, useCell } from './cell.ts'
import parts from './notices.module.css'

/** A passing word to the person. `trouble` stays until it is put away; the rest goes after some seconds. */
type Notice = {
  readonly text: string
  readonly tone?: 'plain' | 'trouble'
  readonly act?: { readonly title: string; readonly run: () => void }
}

type Shown = Notice & { readonly number: number }

const shown = cell<readonly Shown[]>([])
let count = 0

const putAway = (number: number) => shown.set(shown.get().filter(notice => notice.number !== number))

/** Shows a notice at the foot of the screen; screen readers hear it. An equal one that is still there is replaced. */
export function notify(notice: Notice): void {
  const number = ++count
  shown.set([
    ...shown
      .get()
      .filter(other => other.text !== notice.text)
      .slice(-3),
    { ...notice, number },
  ])
  if (notice.tone !== 'trouble') setTimeout(() => putAway(number), notice.act ? 9000 : 5000)
}

/** Where notices appear; stands once, in the shell. */
export function Notices() {
  const notices = useCell(shown)
  return (
    <div className={parts.notices} role="status" aria-live="polite">
      {notices.map(notice => (
        <div
          key={notice.number}
          className={`${parts.notice} ${notice.tone === 'trouble' ? parts.trouble : ''}`}
        >
          <span>{notice.text}</span>
          {notice.act && (
            <Button
              small
              onClick={() => {
                notice.act?.run()
                putAway(notice.number)
              }}
            >
              {notice.act.title}
            </Button>
          )}
          <button type="button" aria-label="Put away" onClick={() => putAway(notice.number)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  )
}
