/** The entries used last, at most `limit` of them; the one longest unused goes first. */
type Recent<Key, Value> = {
  readonly get: (key: Key) => Value | undefined
  readonly set: (key: Key, value: Value) => void
  readonly drop: (key: Key) => void
  readonly size: () => number
}

export function recent<Key, Value>(limit: number): Recent<Key, Value> {
  const entries = new Map<Key, Value>()
  const set = (key: Key, value: Value) => {
    entries.delete(key)
    entries.set(key, value)
    if (entries.size <= limit) return
    for (const oldest of entries.keys()) {
      entries.delete(oldest)
      break
    }
  }
  return {
    get: key => {
      const value = entries.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    drop: key => void entries.delete(key),
    size: () => entries.size,
  }
}
