import { useMemo } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { TimeText } from '#client/app/parts/TimeText.tsx'
import { useZone } from '#client/app/zone.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { useEvidence } from '#client/server/evidence.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import { compare } from '#shared/notebook/compare.ts'
import { valuesUsed } from '#shared/notebook/filling.ts'
import type { Judgment, Run, Step } from '#shared/notebook/notebook.ts'
import { standing } from '#shared/notebook/standing.ts'
import { printDay, utc } from '#shared/time/clock.ts'
import { followsNow, resolveRange } from '#shared/time/range.ts'
import styles from './judgment.module.css'
import { standingWords } from './standingWords.ts'
import { toMinute } from './toMinute.ts'
import { alterJudgment, freeze, judgedRun, lastEvident } from './verdictOperations.ts'

type AskStep = Extract<Step, { is: 'ask' }>

const hashOf = (run: Run | undefined) => (run && 'evidence' in run.outcome ? run.outcome.evidence : null)

/** On which run it was judged, whether that still holds, and the way to judge on the latest run instead. */
export function StandingLine({ step, judgment }: { readonly step: AskStep; readonly judgment: Judgment }) {
  const page = usePage()
  const judged = judgedRun(step)
  if (!judged) return null
  const latest = lastEvident(step)
  const judgeOn = (run: Run) =>
    page.act([...freeze(page.session.notebook(), step, run), alterJudgment(step, judgment, { on: run.id })])
  return (
    <div className={styles['kept']}>
      Judged on the run of <TimeText at={toMinute(judged.at)} />, kept with the notebook
      <Holding step={step} judged={judged} />
      {latest && latest.id !== judged.id && hashOf(latest) !== hashOf(judged) && (
        <p>
          <Button small onClick={() => judgeOn(latest)}>
            Judge on the latest run
          </Button>
        </p>
      )}
    </div>
  )
}

function Holding({ step, judged }: { readonly step: AskStep; readonly judged: Run }) {
  const { zone } = useZone()
  const opened = useNow()
  const blip = useOfNotebook(notebook => notebook.blip)
  const setBefore = useOfNotebook(notebook => notebook.before)
  const variables = useOfNotebook(notebook => notebook.variables)
  const latest = step.runs.at(-1) ?? judged
  const again = hashOf(latest) !== null && hashOf(latest) !== hashOf(judged)
  const was = useEvidence(again ? hashOf(judged) : null).data
  const now = useEvidence(again ? hashOf(latest) : null).data
  const comparison = useMemo(() => (was && now ? compare(was, now) : null), [was, now])
  const { asked } = judged
  const notebookRange = useOfNotebook(notebook => notebook.range)
  const range = step.range ?? notebookRange
  const asks = followsNow(range) ? null : resolveRange(range, opened, utc)
  const question = {
    request: step.request,
    values: valuesUsed(variables, step.request),
    blip: asked.blip === null ? null : blip,
    before: asked.blip === null ? asked.before : baselineOf(blip, setBefore),
    window: asks?.ok ? asks.window : null,
  }
  const stands = standing(judged, question, latest, comparison)
  if (latest.id === judged.id && stands.is === 'holds') return null
  if (again && comparison === null && stands.is === 'holds') return null
  const today = printDay(latest.at, zone, true) === printDay(opened, zone, true)
  const when = today ? 'today' : `on ${printDay(latest.at, zone)}`
  const alls = new Map(variables.flatMap(({ name, all }) => (all === '' ? [] : [[name, all]])))
  const words = standingWords(stands, when, zone, alls)
  return <p className={words.holds ? styles['holds'] : styles['differs']}>{words.sentence}</p>
}
