/** What a value counts. `ratio` is a share of one and written in percent; `percent` is already times a hundred. */
export type Unit = 'none' | 'seconds' | 'bytes' | 'ratio' | 'percent' | 'perSecond' | 'bytesPerSecond'
