export type TroubleKind = 'full' | 'readOnly' | 'locked' | 'corrupt'

/** The database cannot do its work because of where it stands: no room, no leave to write, somebody else's, or broken. */
export class DatabaseTrouble extends Error {
  readonly kind: TroubleKind
  readonly path: string
  constructor(kind: TroubleKind, path: string, cause?: unknown) {
    super(sentences[kind](path), { cause })
    this.name = 'DatabaseTrouble'
    this.kind = kind
    this.path = path
  }
}

const sentences: Readonly<Record<TroubleKind, (path: string) => string>> = {
  full: path => `There is no room left on the disk that holds ${path}`,
  readOnly: path => `${path} cannot be written to: it, or the disk that holds it, is read-only`,
  locked: path => `${path} is in use by another process`,
  corrupt: path => `${path} is not a database, or is damaged`,
}
