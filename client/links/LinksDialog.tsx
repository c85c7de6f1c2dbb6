import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { setLinks } from '#client/server/linkApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { linkProblem, mostLinks, type LabelLink } from '#shared/series/labelLink.ts'
import { LinkFields } from './LinkFields.tsx'
import { forgetLinks, useLabelLinks } from './useLabelLinks.ts'
import styles from './links.module.css'

const blank: LabelLink = { label: '', title: '', template: '' }

const isBlank = (link: LabelLink) => link.label === '' && link.title === '' && link.template === ''

/** The team's links on labels, to be altered together and kept together. */
export default function LinksDialog({ onClose }: { readonly onClose: () => void }) {
  const kept = useLabelLinks()
  const [now] = useState(() => Date.now())
  const [altered, setAltered] = useState<readonly LabelLink[] | null>(null)
  const [tried, setTried] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const links = altered ?? (kept.data?.length === 0 ? [blank] : (kept.data ?? []))
  const problemOf = (link: LabelLink) => (isBlank(link) ? null : linkProblem(link))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (links.some(link => problemOf(link) !== null)) return
    try {
      await setLinks(links.filter(link => !isBlank(link)))
      await forgetLinks()
      onClose()
    } catch (thrown) {
      setTrouble(wordsOf(thrown))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Links on labels"
      description={
        <>
          Where the value of a label leads from the row of its series, for everybody here. In the address
          stand <code>{'{{value}}'}</code>, other labels by name, and the time as <code>{'{{from}}'}</code>{' '}
          and <code>{'{{to}}'}</code>, in milliseconds, or as <code>{'{{from:iso}}'}</code>.
        </>
      }
    >
      {kept.isError && (
        <p className={styles.problem} role="alert">
          {wordsOf(kept.error)}
        </p>
      )}
      <form onSubmit={event => void submit(event)}>
        <ul className={styles.rows}>
          {links.map((link, i) => (
            <LinkFields
              key={i}
              link={link}
              number={i + 1}
              now={now}
              problem={tried ? problemOf(link) : null}
              onAlter={next => setAltered(links.with(i, next))}
              onRemove={() => setAltered(links.filter((_, other) => other !== i))}
            />
          ))}
        </ul>
        {trouble !== null && (
          <p className={styles.problem} role="alert">
            {trouble}
          </p>
        )}
        <div className={styles.foot}>
          <Button disabled={links.length >= mostLinks} onClick={() => setAltered([...links, blank])}>
            Add another
          </Button>
          <span />
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={!kept.isSuccess}>
            Keep
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
