#!/usr/bin/env node
// The way in. Plain JavaScript of old, so that a Node that is too old still reads it and can be told so.
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error('Blipbook needs Node 20.19 or newer; this is Node ' + process.versions.node + '.')
  process.exit(1)
}
import('./start.js').then(
  function (start) {
    return start.run(process.argv.slice(2))
  },
  function (error) {
    console.error('Blipbook cannot start: ' + error.message)
    process.exit(1)
  },
)
