import { memo } from 'react'
import type { Span } from '#shared/query/span.ts'
import { highlight, type Token } from './highlight.ts'
import styles from './text.module.css'

/** A query's text in its colours, without an editor; the spans are underlined as wrong. */
export const HighlightedQuery = memo(function HighlightedQuery(props: {
  readonly text: string
  readonly wrong: readonly Span[]
}) {
  return piecesOf(props.text, props.wrong).map((piece, index) => (
    <span key={index} className={`${styles[piece.kind]} ${piece.wrong ? styles['wrong'] : ''}`}>
      {piece.text}
    </span>
  ))
})

function piecesOf(text: string, wrong: readonly Span[]): readonly Piece[] {
  let at = 0
  return highlight(text).flatMap(token => {
    const from = at
    at += token.text.length
    return cut(token, from, wrong)
  })
}

type Piece = Token & { readonly wrong: boolean }

function cut(token: Token, from: number, wrong: readonly Span[]): readonly Piece[] {
  const to = from + token.text.length
  const edges = new Set([from, to])
  for (const span of wrong)
    for (const edge of [span.from, span.to]) if (edge > from && edge < to) edges.add(edge)
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(1).map((end, i) => {
    const start = sorted[i] ?? from
    return {
      kind: token.kind,
      text: token.text.slice(start - from, end - from),
      wrong: wrong.some(span => span.from <= start && span.to >= end && span.to > span.from),
    }
  })
}
