import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A check of guesses against the one shared password. It takes as long for every guess, whatever its length and wherever it differs.
 */
export function passwordCheck(password: string): (guess: string) => boolean {
  const key = randomBytes(32)
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  const right = digest(password)
  return guess => timingSafeEqual(digest(guess), right)
}

/** What an `Authorization` header gives as the password: that of Basic (its user is anybody) or the token of Bearer; null: neither. */
export function passwordIn(authorization: string | undefined): string | null {
  const [, scheme = '', given = ''] = /^(Bearer|Basic) +(\S.*)$/i.exec(authorization?.trim() ?? '') ?? []
  if (scheme === '') return null
  if (scheme.toLowerCase() === 'bearer') return given
  const pair = Buffer.from(given, 'base64').toString('utf8')
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : null
}
