import { Button } from '#client/app/Button.tsx'
import { TimeText } from '#client/app/TimeText.tsx'
import { usePage } from '#client/notebook/page.ts'
import { useEvidence } from '#client/server/evidence.ts'
import type { Judgment, Run, Step } from '#shared/notebook/notebook.ts'
import styles from './judgment.module.css'
import { standingWords } from './standingWords.ts'
import { alterJudgment, judgedRun } from './verdictOperations.ts'

const hashOf = (run: Run | undefined) => (run && 'evidence' in run.outcome ? run.outcome.evidence : null)

/** On which run it was judged, and whether that still holds against the latest one. */
export function StandingLine(props: { readonly step: Extract<Step, { is: 'ask' }>; readonly judgment: Judgment }) {
  const { step, judgment } = props
  const page = usePage()
  const judged = judgedRun(step)
  const latest = step.runs.at(-1)
  const rerun = latest && latest.id !== judged?.id ? latest : undefined
  const was = useEvidence(rerun ? hashOf(judged) : null)
  const now = useEvidence(hashOf(rerun))
  if (!judged) return null
  const words = standingWords(step, judged, rerun, was.data, now.data, Date.now())
  return (
    <p className={styles['kept']}>
      Judged on the run of <TimeText at={judged.at} />, kept with the notebook
      {words && (
        <>
          <br />
          <span className={words.holds ? styles['holds'] : styles['differs']}>{words.sentence}</span>
        </>
      )}
      {rerun && hashOf(rerun) !== null && words?.holds === false && (
        <>
          {' '}
          <Button small onClick={() => page.act([alterJudgment(step, judgment, { on: rerun.id })])}>
            Judge on the latest
          </Button>
        </>
      )}
    </p>
  )
}
