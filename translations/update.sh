#!/bin/sh
# Reads every text of ui/ and widgets/ into the translation files. With --check it changes nothing and fails where a text has
# no translation yet. The include path matters: lupdate finds a class's context in its header.
set -eu
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate6 || command -v lupdate-qt6 || echo /usr/lib/qt6/bin/lupdate)
update() {
    "$lupdate" -silent -no-obsolete -locations none -I . -extensions cpp,hpp ui widgets -source-language en -target-language en -pluralonly \
        -ts "$1/cachedeck_en.ts" 2>/dev/null
    "$lupdate" -silent -no-obsolete -locations none -I . -extensions cpp,hpp ui widgets -source-language en -target-language ro \
        -ts "$1/cachedeck_ro.ts" 2>/dev/null
}
if [ "${1:-}" != --check ]; then
    update translations
    exit 0
fi
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
cp translations/*.ts "$copies"
update "$copies"
if grep -l 'type="unfinished"' "$copies"/*.ts; then
    echo "Texts without a translation: run translations/update.sh and translate them." >&2
    exit 1
fi
