#!/bin/sh
# Cuts the two typefaces to the weights and features that are in use: 40 KB for what were 89. Run once for each new release of a font:
#   pip install fonttools brotli && sh client/theme/fonts/cut.sh
set -e
cd "$(dirname "$0")"
from=../../../node_modules/@fontsource-variable
cut() {
  fonttools varLib.instancer -q "$from/$1/files/$1-latin-wght-normal.woff2" "wght=$2" -o whole.ttf
  pyftsubset whole.ttf --unicodes='*' --layout-features="$3" --flavor=woff2 --output-file="$1-latin.woff2"
  rm whole.ttf
}
cut inter 400:700 kern,mark,mkmk,ccmp,locl,calt,tnum
cut jetbrains-mono 400:600 mark,ccmp,locl
