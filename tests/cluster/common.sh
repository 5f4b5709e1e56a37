# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: where things are kept, what they are keyed by, and how packages get on the machine.

cluster=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Big things live outside the checkout, so that a fresh clone finds them again. What runs is in the run directory: a
# socket's path may not be longer than 107 bytes, and a cache's can be.
cache=${APPMESH_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/appmesh-inject}
run=${APPMESH_TEST_RUN:-/run/appmesh-inject}
# The mirror that this machine's apt uses already.
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | head -n 1 || true)}
# What an engine of the tests' own is run by.
engine_packages=(docker.io iproute2 iptables jq)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { say "$*"; exit 1; }
# What only the user can put there: another exit code than that of what went wrong.
missing() { say "missing: $*"; exit 2; }

# A short hash over the contents and names of files: a thing made from them is made anew when one changes.
key_of() {
    (cd "$cluster" && find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

# Names of the Debian packages that must be there. Only root on Debian gets them installed; others are told.
need_packages() {
    local wanted=() package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || wanted+=("$package")
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ] || [ ! -e /etc/debian_version ]; then
        missing "${wanted[*]} (installed by this script only as root on Debian)"
    fi

    say "installing ${wanted[*]}"
    # Another list on the machine that does not answer is no reason to stop: what matters is the install below.
    apt-get -qq update || say "not every package list could be updated"
    # Run level 1 keeps the packages from starting their services on a machine without systemd.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" >&2 ||
        missing "${wanted[*]} (apt-get could not install them)"
}

# Runs a command while no other script holds the lock of that name: two builds at once would only spoil each other.
with_lock() {
    local name=$1
    shift
    mkdir -p "$cache"
    (
        flock 9
        "$@"
    ) 9>"$cache/$name.lock"
}

# What a killed script left mounted below a directory.
unmount_below() {
    awk -v root="$1/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n 1 umount
}

docker_answers() { command -v docker >/dev/null && docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# The engine that DOCKER_HOST or its default names; where none answers, the tests' own.
use_engine() {
    if ! docker_answers; then
        DOCKER_HOST=$("$cluster/docker-engine" start)
        export DOCKER_HOST
    fi
}

# build <tag> <argument of docker build>...: quiet, but for a failure. Two builders are about; the older one is in every
# client, and needs no plugin.
build() {
    local tag=$1
    shift
    say "building $tag"
    DOCKER_BUILDKIT=0 docker build --network host --tag "$tag" "$@" >"$cache/${0##*/}.log" 2>&1 ||
        fail "building $tag failed: $(tail -n 20 "$cache/${0##*/}.log")"
}
