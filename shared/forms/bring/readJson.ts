import { type Brought, bringLimits, leftWhole, together } from './brought.ts'
import { readDashboard, readLonePanel } from './grafana/dashboard.ts'
import { readPane } from './grafana/explore.ts'
import { parseJson } from './json/parse.ts'
import { listAt, listOf, reach, textAt } from './json/reach.ts'

type ReadLink = (text: string) => Brought | null

/** Alerts as Alertmanager sends them: each names the graph that it came from. */
function readAlerts(value: unknown, readLink: ReadLink): Brought | null {
  const alerts = [...listAt(value, 'alerts'), ...listOf(value), value]
  const pieces = alerts.flatMap(alert => {
    const link = textAt(alert, 'generatorURL')
    const brought = link === '' ? null : readLink(link)
    if (brought === null) return []
    const title = textAt(alert, 'labels', 'alertname')
    return [{ ...brought, steps: brought.steps.map(step => ({ ...step, title: step.title || title })) }]
  })
  return pieces.length === 0 ? null : together(pieces.slice(0, bringLimits.pieces))
}

const readOne = (value: unknown, readLink: ReadLink): Brought | null => {
  if (Array.isArray(reach(value, 'targets'))) return readLonePanel(value)
  const dashboard = readDashboard(value) ?? readLonePanel(value)
  if (dashboard !== null) return dashboard
  if (Array.isArray(reach(value, 'queries'))) return readPane(value, 'The JSON', '')
  return readAlerts(value, readLink)
}

/** JSON of a dashboard, a panel, several of them, an Explore pane or alerts. What it cannot be is said in `left`. */
export function readJson(text: string, readLink: ReadLink): Brought {
  const parsed = parseJson(text)
  if (!parsed.ok) return leftWhole('The JSON', parsed.reason)
  const whole = readOne(parsed.value, readLink)
  if (whole !== null) return whole
  const pieces = listOf(parsed.value).flatMap(each => readOne(each, readLink) ?? [])
  if (pieces.length > 0) return together(pieces)
  return leftWhole(
    'The JSON',
    'it is neither a dashboard nor a panel, nor anything else that holds queries known here',
  )
}
