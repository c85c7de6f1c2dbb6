const roundUp = (value: number, nearest: number) => {
  const inverse = 1 / nearest
  return Math.floor(value * inverse + 0.5) / inverse
}

const clamp = (value: number, min: number, max: number) => {
  if (min !== min || max !== max) return NaN
  return Math.max(min, Math.min(max, value))
}

/** Functions of one value, with numbers beside it where they take any. A clamp whose bounds cross has no value. */
export const valueFunctions = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  clamp,
  clamp_max: (value: number, max: number) => clamp(value, -Infinity, max),
  clamp_min: (value: number, min: number) => clamp(value, min, Infinity),
  cos: Math.cos,
  cosh: Math.cosh,
  deg: (value: number) => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  rad: (value: number) => (value * Math.PI) / 180,
  round: (value: number, nearest?: number) => roundUp(value, nearest ?? 1),
  sgn: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
} as const satisfies Record<string, (value: number, a: number, b: number) => number>

export type ValueFunctionName = keyof typeof valueFunctions

const dayLength = 86_400_000

const date = (read: (date: Date) => number) => (seconds: number) => read(new Date(Math.trunc(seconds) * 1000))

/** Functions of a time in seconds since 1970, in UTC. */
export const dateFunctions = {
  day_of_month: date(at => at.getUTCDate()),
  day_of_week: date(at => at.getUTCDay()),
  day_of_year: date(at => Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / dayLength) + 1),
  days_in_month: date(at => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()),
  hour: date(at => at.getUTCHours()),
  minute: date(at => at.getUTCMinutes()),
  month: date(at => at.getUTCMonth() + 1),
  year: date(at => at.getUTCFullYear()),
} as const satisfies Record<string, (seconds: number) => number>

export type DateFunctionName = keyof typeof dateFunctions
