#!/usr/bin/env bash
# Resolves requirements/*.in into requirements/*.lock, with hashes, for Linux and macOS, Python 3.11 and 3.12.
# Versions already locked stay; scripts/lock.sh --upgrade moves them. No release younger than 14 days is taken:
# malicious releases have so far been found and withdrawn within days.
set -euo pipefail
cd "$(dirname "$0")/../requirements"

uv="${UV:-uv}"
command -v "$uv" >/dev/null || { echo "lock: needs uv (pip install uv, or UV=/path/to/uv)" >&2; exit 2; }
# A machine's own package sources must not leak into the lock.
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL UV_FIND_LINKS UV_INDEX UV_EXTRA_INDEX_URL
export UV_NO_CONFIG=1

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --exclude-newer "14 days" \
        --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" "$@"
}

compile "$@" runtime.in -o runtime.lock
compile "$@" -c runtime.lock dev.in -o dev.lock
