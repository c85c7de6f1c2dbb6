/** What the dialog of sources opens on: the list, the form of a new source, or that form for the Grafana at an address. */
export type SourcesAt = 'list' | 'add' | { readonly grafana: string }
