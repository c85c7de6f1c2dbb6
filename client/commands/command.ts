/** What a person may do on a screen: a row that keys, menus, the palette and the `?` sheet all read. */
export type Command = {
  /** Unique among what is registered at one time; `page.verb`. */
  readonly id: string
  /** As the palette and the sheet name it: a verb first. */
  readonly title: string
  /** The heading it stands under in the sheet. */
  readonly group: string
  /** Chords (`mod+k`, `shift+enter`, `?`) or sequences (`d d`) that run it; the first is the one shown. */
  readonly keys?: readonly string[]
  /**
   * `command` (unless said): not while typing in a field or an editor. `edit`: only while typing. `any`: both.
   * A command with `edit` or `any` must have chords that type nothing.
   */
  readonly mode?: 'command' | 'edit' | 'any'
  /** Whether it can be done now; left out: always. Asked at the moment of the key press and when a list opens. */
  readonly when?: () => boolean
  /** Not in the palette: it makes sense only as a key (arrows). The sheet still lists it. */
  readonly keysOnly?: boolean
  readonly run: () => void
}
