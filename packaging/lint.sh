#!/usr/bin/env bash
# Everything about the sources that can be checked without running them; `./dev lint` calls it.
# All checks run, so that one look shows everything; the exit code says whether any failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
failed=0
have() { command -v "$1" >/dev/null 2>&1; }
# Debian 12 has the newer clang under a name of its own.
newest() { for name in "$1"-19 "$1"-18 "$1"-17 "$1"-16 "$1"; do if have "$name"; then echo "$name"; return; fi; done; }
clang_tidy=$(newest clang-tidy)
check() { # check NAME COMMAND...
    local name=$1 output; shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        echo "FAILED  $name"; printf '%s\n' "$output" | head -60; failed=1
    fi
}

format() { git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format --dry-run -Werror; }
house() { cmake -DROOT="$PWD" -P cmake/CacheDeckHouse.cmake; }
scripts() { git ls-files -z dev .ci/run '*.sh' | xargs -0 shellcheck --severity=warning; }
python() { git ls-files -z '*.py' | xargs -0 -r python3 -m py_compile; }
files() { # no machine paths, nothing left for later, nothing overlong
    local hits
    hits=$(git grep -nE '(TODO|FIXME|XXX:)|"/(home|root|work|Users)/' -- '*.cpp' '*.hpp' '*.cmake' '*CMakeLists.txt' '*.py')
    hits+=$(git ls-files '*.cpp' '*.hpp' | xargs wc -l | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines, more than 400" }')
    [ -z "$hits" ] || { printf '%s\n' "$hits"; return 1; }
}
metadata() {
    local desktop=packaging/linux/io.github.cachedeck.CacheDeck.desktop
    local metainfo=build/packaging/linux/io.github.cachedeck.CacheDeck.metainfo.xml
    if have desktop-file-validate; then desktop-file-validate "$desktop" || return 1; fi
    if have appstreamcli; then appstreamcli validate --no-net "$metainfo" || return 1; fi
}
translations() { sh translations/update.sh --check; }
tidy() { # the C++ files that differ from the last commit on the main line, or from the commit before
    local base changed
    base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD~1 2>/dev/null) || return 0
    changed=$(git diff --name-only --diff-filter=d "$base" -- '*.cpp' | grep -v '^tests/')
    [ -n "$changed" ] || return 0
    # A command for each source, which a unity build has not.
    cmake --preset release -B build/tidy/apart -DCACHEDECK_UNITY=OFF >/dev/null || return 1
    # Of gcc's precompiled headers clang can only take the text, where no compiled one lies beside it.
    find build/tidy/apart -name cmake_pch.hxx | while read -r file; do
        cp "$file" "build/tidy/$(basename "$(dirname "$file")" .dir).hxx"
    done
    sed -E "s#-include [^ ]*/(cachedeck_[a-z_]*)\.dir/cmake_pch\.hxx#-include $PWD/build/tidy/\1.hxx#g; s/-fpch-preprocess|-Winvalid-pch//g" \
        build/tidy/apart/compile_commands.json > build/tidy/compile_commands.json
    printf '%s\n' "$changed" | xargs -P "$(nproc 2>/dev/null || sysctl -n hw.ncpu)" -n 4 "$clang_tidy" --quiet \
        -p build/tidy --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-pessimizing-move 2>/dev/null
}

have clang-format && check "formatting (clang-format)" format
check "the house's floors" house
have shellcheck && check "scripts (shellcheck)" scripts
check "Python" python
check "files" files
check "desktop metadata" metadata
check "translations" translations
if [ -n "$clang_tidy" ] && [ -f build/compile_commands.json ]; then
    mkdir -p build/tidy
    check "changed files (clang-tidy)" tidy
fi
exit $failed
