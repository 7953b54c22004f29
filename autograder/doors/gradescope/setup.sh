#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the container's image: Python 3.11 or later, and the pinned packages.
set -euo pipefail

root="${RECTIFY_AUTOGRADER:-/autograder}"
# PyTorch's index of small builds for the processor alone; set it to the empty string to do without.
torch_index="${TORCH_INDEX-https://download.pytorch.org/whl/cpu}"

recent_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

if ! python="$(recent_python)"; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    for version in 3.12 3.11; do
        apt-get install --yes --no-install-recommends "python$version" "python$version-venv" && break
    done
    python="$(recent_python)" || { echo "No Python 3.11 or later can be installed here: choose a newer base image." >&2; exit 1; }
fi

"$python" -m venv "$root/venv"
"$root/venv/bin/python" -m pip --disable-pip-version-check install --no-cache-dir \
    ${torch_index:+--extra-index-url "$torch_index"} --requirement "$root/source/requirements.txt"
"$root/venv/bin/python" -m pip --disable-pip-version-check install --no-cache-dir --no-deps "$root"/source/engine/*.whl

# Hidden checks and solutions are root's alone.
chmod -R go= "$root/source"
# Whether the sandbox can be built is seen again in each run; here it is said for whoever reads the build's output.
"$root/venv/bin/python" -c 'from autograder.sandbox.bubblewrap import why_no_sandbox; print(why_no_sandbox() or "The sandbox can be built here.")'
