/** The four ways in which Prometheus compares a label with a text. Regular expressions are RE2 and fully anchored. */
export type MatchOperator = '=' | '!=' | '=~' | '!~'

/** One condition on a label; a missing label counts as the empty text. */
export type Matcher = { readonly name: string; readonly op: MatchOperator; readonly value: string }
