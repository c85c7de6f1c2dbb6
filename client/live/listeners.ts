/** Functions to be called with a value; one that throws does not keep the others from hearing. */
export type Listeners<Value> = {
  readonly add: (listener: (value: Value) => void) => () => void
  readonly tell: (value: Value) => void
}

export function listeners<Value>(): Listeners<Value> {
  const all = new Set<(value: Value) => void>()
  return {
    add: listener => {
      const own = (value: Value) => listener(value)
      all.add(own)
      return () => all.delete(own)
    },
    tell: value => {
      for (const listener of all) {
        try {
          listener(value)
        } catch (error) {
          reportError(error)
        }
      }
    },
  }
}

/** Throws where nobody catches, so that it is seen. */
const reportError = (error: unknown) =>
  queueMicrotask(() => {
    throw error
  })
