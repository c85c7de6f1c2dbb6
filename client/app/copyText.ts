import { notify } from './notices.tsx'

/** The way of copying that browsers leave to pages that came without TLS; false where they do not. */
function copyBySelection(text: string): boolean {
  const back = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  Object.assign(area.style, { position: 'fixed', top: '0', opacity: '0' })
  ;(back?.closest('dialog') ?? document.body).append(area)
  area.focus({ preventScroll: true })
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (back instanceof HTMLElement) back.focus({ preventScroll: true })
  return copied
}

/** Puts a text into the clipboard and says so; where the browser does not let it, shows the text to be copied by hand. */
export async function copyText(text: string, said: string): Promise<void> {
  const copied = await (
    navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
  ).then(
    () => true,
    () => copyBySelection(text),
  )
  notify(copied ? { text: said } : { text, tone: 'trouble' })
}
