const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** A size as people say it: `0 bytes`, `12 KB`, `4.2 MB`, `1.3 GB`. A unit is 1,024 of the one before, as in the settings. */
export function bytesWords(bytes: number): string {
  if (bytes === 1) return '1 byte'
  const size = Math.max(0, bytes)
  const unit = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log2(size) / 10))
  const value = size / 1024 ** unit
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}
