#!/usr/bin/env bash
# Installs or updates the injector in the current cluster of kubectl.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: MESH_NAME=<mesh> deploy/install.sh [--print]

Applies deploy/kustomize/base and waits until the injector is ready. Run it again to change settings or to upgrade.
The script downloads nothing.

Options:
  --print    print the manifests, do not change the cluster
  --help     print this help

Environment variables:
  MESH_NAME          mesh of all pods that do not name one; required
  APPMESH_INJECT_*   other settings, for example APPMESH_INJECT_REGION=eu-west-1
  IMAGE              image of the injector; default: the image in the base
  TIMEOUT            maximum time to wait until the injector is ready; default: 120s

Requires kubectl 1.21 or later, or an older kubectl with kustomize 4 or later.

Exit codes:
  0  the injector is ready
  1  the cluster rejected a manifest, or the injector did not become ready in time
  2  an option, a variable or a required tool is missing or invalid
EOF
}

namespace=appmesh-inject
name=aws-app-mesh-inject

log() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'install.sh: %s\n' "$2" >&2; exit "$1"; }

# A patch that replaces the image, if IMAGE is set.
image=
[[ -z ${IMAGE-} ]] ||
  image="{target: {kind: Deployment}, patch: '[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/image\", \"value\": \"$IMAGE\"}]'}"

# Copies the base, and adds an overlay with the settings of this run.
prepare() {
  cp -R "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/kustomize" "$work/kustomize"
  overlay=$work/kustomize/overlays/install
  mkdir "$overlay"
  local variable
  for variable in MESH_NAME $(compgen -e -- APPMESH_INJECT_ || true); do
    [[ ${!variable} != *$'\n'* ]] || fail 2 "$variable: has more than one line; use a single-line value"
    printf '%s=%s\n' "$variable" "${!variable}" >>"$overlay/settings.env"
  done
}

render() {
  cat >"$overlay/kustomization.yaml" <<EOF
resources: [../../base]
configMapGenerator:
  - name: $name-settings
    namespace: $namespace
    behavior: merge
    envs: [settings.env]
patches: [$image]
EOF
  local command='kubectl kustomize'
  ! command -v kustomize >/dev/null || command='kustomize build'
  $command "$overlay" || fail 2 "$command: failed; use kubectl 1.21 or later, or kustomize 4 or later"
}

wait_until_ready() {
  log "waiting until the injector is ready"
  kubectl rollout status deployment "$name" --namespace "$namespace" --timeout "${TIMEOUT:-120s}" && return
  kubectl get pods --namespace "$namespace" >&2 || true
  kubectl logs --namespace "$namespace" --selector "app.kubernetes.io/name=$name" --tail 20 >&2 || true
  fail 1 "the injector did not become ready; see the output above and 'kubectl describe pods --namespace $namespace'"
}

install() {
  kubectl version >/dev/null 2>&1 || fail 1 "the cluster is not reachable; check 'kubectl version'"
  log "applying the manifests"
  render >"$work/manifests.yaml"
  kubectl apply --filename "$work/manifests.yaml"
  wait_until_ready
}

print=
while (($#)); do
  case "$1" in
    --print) print=yes ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; fail 2 "$1: unknown option; see --help" ;;
  esac
  shift
done

[[ -n ${MESH_NAME-} ]] || fail 2 "MESH_NAME: not set; run: export MESH_NAME=<mesh>"
[[ ${IMAGE-} =~ ^[[:alnum:]./:@_-]*$ ]] || fail 2 "IMAGE: \"$IMAGE\" is not an image reference"
command -v kubectl >/dev/null || fail 2 "kubectl: not found; install it and add it to PATH"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prepare
if [[ -n $print ]]; then render; else install; fi
