import { cell, type Cell } from '#client/app/cell.ts'
import { notify } from '#client/app/notices.tsx'
import { lastEvident } from '#client/judgment/verdictOperations.ts'
import type { Session } from '#client/live/session.ts'
import { arrived, type Runs } from '#client/notebook/page/runs.ts'
import { dropPassing, holdPassing } from '#client/server/evidence.ts'
import { keepLook, lookAt } from '#client/server/looks.ts'
import { ApiTrouble, wordsOf } from '#client/server/trouble.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Person, Run, Step } from '#shared/notebook/notebook.ts'
import type { Failure } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import { began, due, ended, freshCourse, releasedAt, type Candidate, type Course } from './course.ts'
import { candidateOf, isOfOlderText } from './follows.ts'
import { chosenIntervals, intervalOf, withInterval } from './interval.ts'
import { lookOf, type Live } from './live.ts'

type AskStep = Extract<Step, { is: 'ask' }>

const offline: Failure = { kind: 'execution', message: 'The Blipbook server does not answer.' }

/** Refreshes the steps of a notebook that are seen in this browser, as `course.ts` decides. */
export function openLive(session: Session, notebook: Id, person: Person, runs: Runs): Live {
  const every: Cell<Ms | null> = {
    get: () => intervalOf(chosenIntervals.get(), notebook),
    set: to => chosenIntervals.set(withInterval(chosenIntervals.get(), notebook, to)),
    subscribe: chosenIntervals.subscribe,
  }
  const looks = cell<ReadonlyMap<Id, Run>>(new Map())
  const course = cell<Course>(freshCourse)
  const candidates = cell<readonly Candidate[]>([])
  const places = new Map<Element, Id>()
  const seen = new Set<Id>()
  const underWay = new Map<Id, AbortController>()
  const passing = new Map<Id, readonly string[]>()
  const keeping = new Set<Id>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false

  const askStep = (id: Id): AskStep | undefined => {
    const step = stepOf(session.notebook(), id)
    return step?.is === 'ask' ? step : undefined
  }
  const lookAtHand = (step: AskStep) => lookOf(session.notebook().range, step, looks.get().get(step.id))
  const shownOf = (step: AskStep) => lookAtHand(step) ?? lastEvident(step)

  const toRefresh = (): readonly Candidate[] => {
    const now = session.notebook()
    return [...seen].flatMap(id => {
      const step = askStep(id)
      return (step && candidateOf(now, step, shownOf(step))) ?? []
    })
  }

  const pass = (step: Id, hash: string) => {
    const held = (passing.get(step) ?? []).filter(each => each !== hash)
    const kept = [hash, ...held].slice(0, 2)
    passing.set(step, kept)
    const used = new Set([...passing.values()].flat())
    for (const gone of held) if (!used.has(gone)) dropPassing(gone)
  }

  /** Looks at a step and shows what came; answers the failure, if any. */
  const look = async (step: Id, signal: AbortSignal): Promise<Failure | null> => {
    try {
      await session.settled()
      const run = await lookAt(notebook, { step, by: person }, { signal })
      if ('failure' in run.outcome) return run.outcome.failure
      await holdPassing(run.outcome.evidence, { signal })
      pass(step, run.outcome.evidence)
      const now = askStep(step)
      if (now && running && !keeping.has(step) && !isOfOlderText(now, run))
        looks.set(new Map(looks.get()).set(step, run))
      return null
    } catch (thrown) {
      if (signal.aborted) return { kind: 'stopped', message: 'Stopped.' }
      return thrown instanceof ApiTrouble && !thrown.offline
        ? { kind: 'execution', message: wordsOf(thrown) }
        : offline
    }
  }

  const begin = async (candidate: Candidate) => {
    const { step } = candidate
    const controller = new AbortController()
    underWay.set(step, controller)
    course.set(began(course.get(), candidate, Date.now()))
    const failure = await look(step, controller.signal)
    underWay.delete(step)
    course.set(ended(course.get(), step, failure, every.get() ?? 0, Date.now()))
    pump()
  }

  const pump = () => {
    clearTimeout(timer)
    const length = every.get()
    if (!running || length === null || document.visibilityState === 'hidden') return
    const now = Date.now()
    const found = toRefresh()
    if (!sameSteps(found, candidates.get())) candidates.set(found)
    const { ask, wake } = due(course.get(), found, length, now)
    for (const candidate of ask) void begin(candidate)
    if (wake !== null) timer = setTimeout(pump, Math.max(0, wake - now))
  }

  const stopAll = () => {
    for (const controller of underWay.values()) controller.abort()
  }

  const observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver(entries => {
          for (const { target, isIntersecting } of entries) {
            const step = places.get(target)
            if (step !== undefined && isIntersecting) seen.add(step)
            else if (step !== undefined) seen.delete(step)
          }
          pump()
        })

  const onInterval = () => {
    if (every.get() === null) {
      stopAll()
      course.set(freshCourse)
      candidates.set([])
    }
    pump()
  }

  const keep = async (id: Id): Promise<Run | null> => {
    const step = askStep(id)
    const seenRun = step && lookAtHand(step)
    if (!step || !seenRun) return (step && lastEvident(step)) ?? null
    keeping.add(id)
    try {
      await session.settled()
      const run = await keepLook(notebook, { run: seenRun.id })
      await arrived(session, id, run)
      return run
    } catch (thrown) {
      const gone = thrown instanceof ApiTrouble && thrown.status === 410
      notify({ text: gone ? goneWords : `Not kept: ${wordsOf(thrown)}`, tone: 'trouble' })
      if (gone) void runs.start([id])
      return null
    } finally {
      keeping.delete(id)
    }
  }

  return {
    every,
    looks,
    course,
    candidates,
    watch: (step, place) => {
      places.set(place, step)
      observer?.observe(place)
      return () => {
        observer?.unobserve(place)
        places.delete(place)
        seen.delete(step)
      }
    },
    tryNow: () => {
      course.set(releasedAt(course.get(), Date.now()))
      pump()
    },
    keep,
    start: () => {
      running = true
      const leave = [session.subscribe(pump), every.subscribe(onInterval)]
      document.addEventListener('visibilitychange', pump)
      pump()
      return () => {
        running = false
        for (const each of leave) each()
        document.removeEventListener('visibilitychange', pump)
        clearTimeout(timer)
        stopAll()
        for (const hash of new Set([...passing.values()].flat())) dropPassing(hash)
        passing.clear()
      }
    },
  }
}

const goneWords =
  'What you saw is not held by the server any more, so the step is run anew. Judge it when its graph is there.'

const sameSteps = (some: readonly Candidate[], others: readonly Candidate[]) =>
  some.length === others.length && some.every((each, i) => each.step === others[i]?.step)
