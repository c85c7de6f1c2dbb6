import { bytesWords } from './bytesWords.ts'
import styles from './space.module.css'

type BarProps = {
  /** The bytes of the longest bar. */
  readonly most: number
  readonly pieces: readonly { readonly name: string; readonly words: string; readonly bytes: number }[]
}

/** Bytes as a bar of pieces, as long as they are among the others; the pieces are said in words, too. Nothing where there are none. */
export function Bar({ most, pieces }: BarProps) {
  const shown = pieces.filter(({ bytes }) => bytes > 0)
  const words = shown.map(piece => `${piece.words} ${bytesWords(piece.bytes)}`).join(', ')
  if (shown.length === 0) return null
  const share = (bytes: number) => (100 * bytes) / most
  return (
    <svg
      className={styles.bar100}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      {shown.map(({ name, bytes }, index) => (
        <rect
          key={name}
          data-part={name}
          x={share(shown.slice(0, index).reduce((sum, piece) => sum + piece.bytes, 0))}
          y={0}
          width={share(bytes)}
          height={10}
        />
      ))}
    </svg>
  )
}
