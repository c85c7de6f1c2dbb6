import { useEffect, useId, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Popover } from '#client/app/parts/Popover.tsx'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { graphUnits, type Drawing, type GraphUnit } from '#shared/ask/drawing.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import { ThresholdField } from './ThresholdField.tsx'
import type { AskStep } from '#client/notebook/step/place.ts'
import styles from './settings.module.css'

const unitWords: Readonly<Record<GraphUnit, string>> = {
  auto: 'from the metric',
  none: 'none (1.23k)',
  count: 'count, in full (1 230)',
  seconds: 'seconds',
  milliseconds: 'milliseconds',
  bytes: 'bytes (KiB, MiB)',
  decimalBytes: 'bytes (kB, MB)',
  bits: 'bits (kb, Mb)',
  ratio: 'percent, of 0 to 1',
  percent: 'percent, of 0 to 100',
  perSecond: 'per second',
  bytesPerSecond: 'bytes per second (KiB/s)',
  decimalBytesPerSecond: 'bytes per second (kB/s)',
  bitsPerSecond: 'bits per second (kb/s)',
}

type Choice<Name extends keyof Drawing> = {
  readonly name: Name
  readonly title: string
  readonly of: readonly (readonly [value: Drawing[Name], word: string])[]
  /** Why it cannot be chosen now; null where it can. */
  readonly without: (drawing: Drawing, heated: boolean) => string | null
}

const ofLines = (_drawing: Drawing, heated: boolean) => (heated ? 'A heatmap follows its buckets.' : null)
const unstacked = (drawing: Drawing, heated: boolean) =>
  drawing.stacked && !heated ? 'A stack is linear and starts at zero.' : ofLines(drawing, heated)

const shape: Choice<'shape'> = {
  name: 'shape',
  title: 'Shape',
  of: [
    ['auto', 'auto'],
    ['lines', 'lines'],
    ['heatmap', 'heatmap'],
  ],
  without: () => null,
}
const scale: Choice<'scale'> = {
  name: 'scale',
  title: 'Scale',
  of: [
    ['linear', 'linear'],
    ['log', 'logarithmic'],
  ],
  without: unstacked,
}
const base: Choice<'base'> = {
  name: 'base',
  title: 'Starts at',
  of: [
    ['zero', 'zero'],
    ['auto', 'the least value'],
  ],
  without: (drawing, heated) =>
    unstacked(drawing, heated) ?? (drawing.scale === 'log' ? 'A logarithmic scale has no zero.' : null),
}
const crowd: Choice<'crowd'> = {
  name: 'crowd',
  title: 'Many series',
  of: [
    ['crowd', 'p10–p90 band'],
    ['lines', 'every line'],
  ],
  without: ofLines,
}
const stacked: Choice<'stacked'> = {
  name: 'stacked',
  title: 'Stacked',
  of: [
    [false, 'no'],
    [true, 'yes'],
  ],
  without: ofLines,
}

/** How a step's graph is drawn, for everybody: a small panel at the corner of the graph; each choice is one operation. */
export function GraphSettings(props: {
  readonly step: AskStep
  readonly number: number
  /** The unit of the first axis as it is drawn. */
  readonly unit: Unit
  readonly heated: boolean
}) {
  const { step, number, unit, heated } = props
  const page = usePage()
  const id = useId()
  const [open, setOpen] = useState(false)
  useEffect(
    () => page.register(focusNames.graph(step.id), { focus: () => setTimeout(() => setOpen(true)) }),
    [page, step.id],
  )
  const { drawing } = step
  const draw = (change: Partial<Drawing>) =>
    void page.act([setStep(step, 'drawing', { ...drawing, ...change })])
  const row = <Name extends keyof Drawing>({ name, title, of, without }: Choice<Name>) => {
    const why = without(drawing, heated)
    return (
      <fieldset key={name} disabled={why !== null} title={why ?? undefined}>
        <legend>{title}</legend>
        {of.map(([value, word]) => (
          <label key={word}>
            <input
              type="radio"
              name={`${id} ${name}`}
              checked={drawing[name] === value}
              onChange={() => draw({ [name]: value })}
            />
            <span>{word}</span>
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <div className={styles['corner']} data-open={open}>
      <Popover
        label={`Graph of step ${number}`}
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button small kind="quiet" aria-label={`How the graph of step ${number} is drawn`}>
            Graph
          </Button>
        }
      >
        <div className={styles['settings']}>
          {row(shape)}
          {row(scale)}
          {row(base)}
          {row(crowd)}
          {row(stacked)}
          <ThresholdField value={drawing.threshold} unit={unit} onSet={threshold => draw({ threshold })} />
          <label className={styles['field']}>
            <span>Unit</span>
            <select value={drawing.unit} onChange={event => draw({ unit: event.target.value as GraphUnit })}>
              {graphUnits.map(each => (
                <option key={each} value={each}>
                  {unitWords[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </Popover>
    </div>
  )
}
