import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const colours = HighlightStyle.define([
  {
    tag: [tags.function(tags.variableName), tags.operatorKeyword, tags.modifier, tags.keyword],
    color: 'var(--code-function)',
  },
  { tag: tags.variableName, color: 'var(--code-metric)' },
  { tag: tags.labelName, color: 'var(--code-label)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.float, tags.integer], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
])

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--selected)',
    outline: '1px solid var(--line)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--code-number)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': { marginTop: '8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    borderRadius: 'var(--radius)',
    fontFamily: 'var(--mono)',
    fontSize: '12.5px',
    maxHeight: '280px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--selected)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-tooltip.cm-completionInfo': {
    font: '12.5px/1.5 var(--sans)',
    padding: '7px 11px',
    maxWidth: '340px',
    whiteSpace: 'pre-line',
  },
  '.cm-diagnostic': { font: '12.5px/1.5 var(--sans)', borderLeft: 'none', padding: '6px 10px' },
  '.cm-diagnosticAction': {
    font: '12px var(--mono)',
    backgroundColor: 'var(--selected)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '5px',
    padding: '1px 7px',
  },
})

/** What every editor of the notebook wears; sizes and fonts come from around it. */
export const dressing: Extension = [theme, syntaxHighlighting(colours), EditorView.lineWrapping]
