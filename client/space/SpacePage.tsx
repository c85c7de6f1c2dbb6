import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Message } from '#client/app/parts/Message.tsx'
import { SettingsMenu } from '#client/app/shell/SettingsMenu.tsx'
import { useTitle } from '#client/app/shell/title.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { NotebookSpace, Space } from '#shared/wire/space.ts'
import { bytesWords } from './bytesWords.ts'
import { DeleteNotebook } from './freeing/DeleteNotebook.tsx'
import { FreeDialog } from './freeing/FreeDialog.tsx'
import { type Offer, offersOfAll, overWords } from './freeing/freeing.ts'
import { FreeingLine } from './freeing/FreeingLine.tsx'
import { MetricTable } from './MetricTable.tsx'
import { NotebookTable } from './NotebookTable.tsx'
import styles from './space.module.css'
import { useFreeing, useSpace } from './spaceCalls.ts'
import { Sweeps } from './Sweeps.tsx'

/** What takes up room in the data directory, and what can be freed of it. */
export default function SpacePage() {
  const space = useSpace()
  useTitle('Space')
  if (space.isPending) return <Message title="Measuring…" waiting />
  if (!space.data)
    return (
      <Message
        title="What takes up room cannot be told"
        home
        acts={<Button onClick={() => void space.refetch()}>Try again</Button>}
      >
        {wordsOf(space.error)}
      </Message>
    )
  return <Measured space={space.data} />
}

function Measured({ space }: { readonly space: Space }) {
  const freeing = useFreeing()
  const [offer, setOffer] = useState<Offer | null>(null)
  const [doomed, setDoomed] = useState<NotebookSpace | null>(null)
  const busy = freeing?.state === 'going'
  const { evidence, notebooksFile, samples } = space
  const over = overWords(evidence.total, evidence.most)
  return (
    <>
      <header className={styles.bar}>
        <Link href="/">Investigations</Link>
        <h1>Space</h1>
        <SettingsMenu />
      </header>
      <main className={styles.page}>
        <p className={styles.whole}>
          <b>{bytesWords(notebooksFile + samples.file)}</b> in all: notebooks with their evidence{' '}
          {bytesWords(notebooksFile)}, samples {bytesWords(samples.file)}.
        </p>
        <p>
          Evidence takes {bytesWords(evidence.total)}
          {evidence.most > 0 && ` of at most ${bytesWords(evidence.most)}`}; what nobody judged goes after{' '}
          {evidence.days === 1 ? 'a day' : `${evidence.days} days`}.
        </p>
        {over !== null && (
          <p className={styles.over} role="alert">
            {over}
          </p>
        )}
        {freeing && <FreeingLine freeing={freeing} />}
        <div className={styles.offers}>
          {offersOfAll(space).map(each => (
            <Button key={each.title} disabled={busy} onClick={() => setOffer(each)}>
              {each.title} <small>{bytesWords(each.bytes)}</small>
            </Button>
          ))}
        </div>
        <NotebookTable space={space} busy={busy} onFree={setOffer} onDelete={setDoomed} />
        <MetricTable samples={samples} />
        <Sweeps space={space} />
      </main>
      {offer && <FreeDialog offer={offer} onClose={() => setOffer(null)} />}
      {doomed && <DeleteNotebook row={doomed} onClose={() => setDoomed(null)} />}
    </>
  )
}
