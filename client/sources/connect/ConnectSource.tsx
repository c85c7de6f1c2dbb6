import { useState } from 'react'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { emptyForm, isGrafanaPage, type SourceForm } from '#client/sources/form/form.ts'
import styles from '#client/sources/sources.module.css'
import { Connected } from './Connected.tsx'
import { ConnectGrafana } from './ConnectGrafana.tsx'
import { ConnectPrometheus } from './ConnectPrometheus.tsx'
import { learnStates } from './learnStates.ts'
import type { Connection, Way } from './way.ts'

type ConnectSourceProps = {
  /** The address of a Grafana to begin with; null: none. */
  readonly grafana: string | null
  readonly onClose: () => void
  readonly onList: () => void
}

const ways = [
  ['prometheus', 'A Prometheus, or what speaks its API'],
  ['grafana', 'Through Grafana'],
] as const

/** A new source: straight to a Prometheus, or through the data sources of a Grafana. */
export function ConnectSource({ grafana, onClose, onList }: ConnectSourceProps) {
  const [way, setWay] = useState<(typeof ways)[number][0]>(grafana === null ? 'prometheus' : 'grafana')
  const [form, setForm] = useState({ ...emptyForm, address: grafana ?? '' })
  const [connected, setConnected] = useState<Connection | null>(null)
  if (connected !== null) return <Connected connection={connected} onClose={onClose} onList={onList} />
  const choose = (next: typeof way) => {
    setWay(next)
    setForm({ ...form, auth: next === 'grafana' && form.auth === 'none' ? 'bearer' : form.auth })
  }
  const alter = (next: SourceForm) => {
    if (way === 'prometheus' && next.address !== form.address && isGrafanaPage(next.address)) {
      setWay('grafana')
      setForm({ ...next, auth: next.auth === 'none' ? 'bearer' : next.auth })
    } else setForm(next)
  }
  const onConnected = (connection: Connection) => {
    setConnected(connection)
    void learnStates(connection.sources.map(({ id }) => id))
  }
  const common: Way = { form, onAlter: alter, onList, onConnected }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Connect a source"
      description="Mimir, Thanos and VictoriaMetrics too. Passwords and tokens stay on the server."
    >
      <fieldset className={`${styles.choice} ${styles.first}`}>
        <legend className={styles.unseen}>What is asked</legend>
        {ways.map(([name, words]) => (
          <label key={name}>
            <input type="radio" name="way" checked={way === name} onChange={() => choose(name)} />
            {words}
          </label>
        ))}
      </fieldset>
      {way === 'prometheus' ? <ConnectPrometheus {...common} /> : <ConnectGrafana {...common} />}
    </Dialog>
  )
}
