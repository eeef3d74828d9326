#!/usr/bin/env bash
# Makes .venv and installs one hash-locked set into it: scripts/setup.sh runtime | dev
# A second call with nothing changed returns at once (a stamp remembers what was installed).
set -euo pipefail
cd "$(dirname "$0")/.."

want="${1:?usage: scripts/setup.sh runtime|dev}"
venv=".venv"
lock="requirements/$want.lock"
log="$venv/setup.log"
[ -f "$lock" ] || { echo "setup: no such set of requirements: $lock" >&2; exit 2; }
# Unset, so that modules are compiled once here and not again at every start.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

# A virtual environment holds absolute paths, so the place is part of what the stamp remembers.
fingerprint() { { pwd; cat "$1" pyproject.toml; } | cksum; }
installed() { [ "$(cat "$venv/.stamp-$1" 2>/dev/null)" = "$(fingerprint "requirements/$1.lock")" ]; }
done_already() { installed dev || { [ "$want" = runtime ] && installed runtime; }; }

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; }

candidates="${PYTHON:-python3.11 python3.12 python3 python}"

find_python() {
    local candidate
    for candidate in $candidates; do
        if fits "$candidate"; then echo "$candidate"; return; fi
    done
    echo "setup: content-engine needs Python 3.11 or 3.12. Looked for:" >&2
    for candidate in $candidates; do
        echo "         $candidate: $("$candidate" --version 2>/dev/null || echo "not there")" >&2
    done
    echo "       Install one, or name it: make setup PYTHON=/path/to/python3.11" >&2
    return 1
}

make_venv() {
    if [ -x "$venv/bin/python" ] && fits "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then return; fi
    local python
    python="$(find_python)"
    echo "setup: making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv" || {
        echo "setup: Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        return 1
    }
}

# One line per tenth package instead of pip's wall of text; all of it is in the log.
progress() {
    awk -v total="$(grep -c '==' "$lock")" '
        /^Collecting|^Requirement already/ { if (++n % 10 == 0) { printf "setup:   %d of about %d packages found\n", n, total; fflush() } }
        /^Installing collected/ && n { print "setup:   installing"; fflush() }'
}

pip_install() {
    "$venv/bin/python" -m pip --no-input --disable-pip-version-check install --progress-bar off "$@" 2>&1 | tee -a "$log" | progress || {
        echo "setup: pip failed. Its last words (all of them: $log):" >&2
        tail -n 25 "$log" >&2
        return 1
    }
}

find_browser() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$name" ] && command -v "$name" >/dev/null; then return; fi
    done
    return 1
}

# The Studio's tests look at its pages in a real browser.
get_browser() {
    export DEBIAN_FRONTEND=noninteractive
    if [ "$want" != dev ] || find_browser; then return; fi
    local as=""
    if [ "$(id -u)" != 0 ]; then as="sudo -n"; fi
    echo "setup: installing Chromium for the tests of the Studio"
    { command -v apt-get && $as apt-get update -q && $as apt-get install -y -q chromium; } \
        >>"$log" 2>&1 || {
        echo "setup: no browser. Install Chromium or Chrome, or name one: CHROMIUM=/path/to/chromium make test" >&2
        tail -n 5 "$log" >&2
        return 1
    }
}

main() {
    if done_already; then
        get_browser
        return
    fi
    make_venv
    : >"$log"
    rm -f "$venv/.stamp-runtime" "$venv/.stamp-dev"
    echo "setup: installing $lock (hash-checked wheels only)"
    # --no-deps: the lock is the whole set. Asked to resolve, pip looks at "psycopg[binary]>=3.1" anew whenever
    # a newer release is out, and then refuses it for having no hash.
    pip_install --require-hashes --only-binary :all: --no-deps -r "$lock"
    pip_install --no-deps --no-build-isolation --no-index --editable .
    "$venv/bin/python" -m pip --disable-pip-version-check check >>"$log" 2>&1 || {
        echo "setup: $lock is not a whole set (make lock mends it):" >&2
        tail -n 5 "$log" >&2
        return 1
    }
    get_browser
    fingerprint "$lock" >"$venv/.stamp-$want"
    echo "setup: ready"
}

# Two makes at once in one checkout wait for each other where flock exists.
if command -v flock >/dev/null; then exec 9>.setup.lock; flock 9; fi
main
