import { notify } from '#client/app/notices.tsx'

/** Puts a text into the clipboard and says so; where the browser does not let it, shows the text to be copied by hand. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify({ text: said })
  } catch {
    notify({ text })
  }
}
