import type { Confidence, Verdict } from '#shared/notebook/notebook.ts'
import parts from './parts.module.css'

/** How a verdict is shown: its sign, its word, the token of its colour, and the key that sets it. Colour never stands alone. */
type VerdictLook = {
  readonly sign: string
  readonly word: string
  readonly colour: string
  readonly key: string
}

export const verdictLooks = {
  saw: { sign: '●', word: 'Saw', colour: 'var(--saw)', key: '1' },
  lead: { sign: '→', word: 'Lead', colour: 'var(--lead)', key: '2' },
  deadEnd: { sign: '✕', word: 'Dead end', colour: 'var(--dead-end)', key: '3' },
  cause: { sign: '✓', word: 'Cause', colour: 'var(--cause)', key: '4' },
  open: { sign: '?', word: 'Open', colour: 'var(--open)', key: '5' },
  action: { sign: '!', word: 'Action', colour: 'var(--action)', key: '6' },
} as const satisfies Record<Verdict, VerdictLook>

/** How sure, in words. */
export const confidenceWords = {
  guess: 'a guess',
  fairly: 'fairly sure',
  certain: 'certain',
} as const satisfies Record<Confidence, string>

/** The round sign of a verdict; `null` is an empty ring: not judged. Named for screen readers unless `quiet` (a word stands beside it). */
export function VerdictSign({
  verdict,
  quiet = false,
}: {
  readonly verdict: Verdict | null
  readonly quiet?: boolean
}) {
  const look = verdict === null ? null : verdictLooks[verdict]
  const named = quiet ? { 'aria-hidden': true } : { role: 'img', 'aria-label': look?.word ?? 'not judged' }
  return (
    <span className={parts.sign} style={{ color: look?.colour ?? 'var(--muted)' }} {...named}>
      {look?.sign}
    </span>
  )
}

/** Sign and word of a verdict, in its colour; sized by the font it stands in. */
export function VerdictWord({ verdict }: { readonly verdict: Verdict }) {
  const look = verdictLooks[verdict]
  return (
    <span className={parts.verdict} style={{ color: look.colour }}>
      <VerdictSign verdict={verdict} quiet />
      {look.word}
    </span>
  )
}
