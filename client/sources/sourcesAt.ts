/** What the dialog of sources opens on: the list, the form of a new source, or that form with an address in it. */
export type SourcesAt = 'list' | 'add' | { readonly address: string }
