# shellcheck shell=bash disable=SC2034
# Sourced by the scripts in this folder: locations, cache keys, packages, locks and Docker.

cluster=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# The cache is outside the checkout, so that a fresh clone reuses it. Sockets are in the run directory: the path of a
# socket has at most 107 bytes, and the path of a cache can be longer.
cache=${APPMESH_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/appmesh-inject}
run=${APPMESH_TEST_RUN:-/run/appmesh-inject}
# The mirror that apt already uses on this machine.
mirror=${DEBIAN_MIRROR:-$(
    apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | head -n 1 || true
)}
# The packages of the private Docker engine.
engine_packages=(docker.io iproute2 iptables jq)

log() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { log "$*"; exit 1; }
# Exits with code 2, which means that the user has to install or configure something.
missing() { log "missing: $*"; exit 2; }

# Prints a short hash of the names and contents of files. It is the cache key of the artifacts that are built from them.
input_key() {
    (cd "$cluster" && find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

# need_packages <Debian package>...: installs the missing packages as root on Debian, and exits with code 2 elsewhere.
need_packages() {
    local wanted=() package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || wanted+=("$package")
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ] || [ ! -e /etc/debian_version ]; then
        missing "${wanted[*]}; this script installs packages only as root on Debian"
    fi

    log "installing ${wanted[*]}"
    # Unrelated package lists may be unavailable. The installation below fails if a required one is.
    apt-get -qq update || log "some package lists could not be updated"
    # Run level 1 prevents the packages from starting their services on a machine without systemd.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" >&2 ||
        missing "${wanted[*]}; apt-get could not install them"
}

# with_lock <name> <command>...: runs a command while it holds a lock, because concurrent builds would corrupt the
# cache.
with_lock() {
    local name=$1
    shift
    mkdir -p "$cache"
    (
        flock 9
        "$@"
    ) 9>"$cache/$name.lock"
}

# Unmounts everything below a directory, which a killed script may have left mounted.
unmount_below() {
    awk -v root="$1/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n 1 umount
}

docker_responds() { command -v docker >/dev/null && docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Uses the engine of DOCKER_HOST or of Docker's default address; starts the private engine if that one does not respond.
use_engine() {
    if ! docker_responds; then
        DOCKER_HOST=$("$cluster/docker-engine" start)
        export DOCKER_HOST
    fi
}

# build <tag> <argument of docker build>...: prints the build log only on failure. Uses the legacy builder, which is
# part of every client; BuildKit needs a plugin.
build() {
    local tag=$1
    shift
    log "building $tag"
    DOCKER_BUILDKIT=0 docker build --network host --tag "$tag" "$@" >"$cache/${0##*/}.log" 2>&1 ||
        fail "$tag: build failed: $(tail -n 20 "$cache/${0##*/}.log")"
}
