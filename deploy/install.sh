#!/usr/bin/env bash
# Installs the injector, or changes its settings, in the cluster that kubectl talks to.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: MESH_NAME=<mesh> deploy/install.sh [--print]

Applies deploy/kustomize/base, and waits until the injector runs. To be run again with other settings or for a newer version.
Nothing is fetched.

  --print    prints the manifests and leaves the cluster alone
  --help     prints this

Environment:
  MESH_NAME          the mesh of pods that name none; needed
  APPMESH_INJECT_*   any other setting, such as APPMESH_INJECT_REGION=eu-west-1
  IMAGE              the injector's image, in place of the one that the base names
  TIMEOUT            how long to wait until it runs; 120s

Needs kubectl 1.21 or later, or an older one and kustomize 4 or later.

Exit code: 0 when the injector runs, 1 when the cluster refused something or the injector does not come up, 2 when something
is missing or cannot be used.
EOF
}

namespace=appmesh-inject
name=aws-app-mesh-inject

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'install.sh: %s\n' "$2" >&2; exit "$1"; }

# A patch for the image, where it is to be another.
image=
[[ -z ${IMAGE-} ]] ||
  image="{target: {kind: Deployment}, patch: '[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/image\", \"value\": \"$IMAGE\"}]'}"

# Copies the base, and puts beside it an overlay of this run with its settings.
prepare() {
  cp -R "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/kustomize" "$work/kustomize"
  overlay=$work/kustomize/overlays/install
  mkdir "$overlay"
  local variable
  for variable in MESH_NAME $(compgen -e -- APPMESH_INJECT_ || true); do
    [[ ${!variable} != *$'\n'* ]] || fail 2 "$variable has more than one line"
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
  $command "$overlay" || fail 2 "'$command' failed; it has to be kubectl 1.21 or later, or kustomize 4 or later"
}

wait_until_it_runs() {
  say "waiting until the injector runs"
  kubectl rollout status deployment "$name" --namespace "$namespace" --timeout "${TIMEOUT:-120s}" && return
  kubectl get pods --namespace "$namespace" >&2 || true
  kubectl logs --namespace "$namespace" --selector "app.kubernetes.io/name=$name" --tail 20 >&2 || true
  fail 1 "the injector does not come up: see above, and 'kubectl describe pods --namespace $namespace'"
}

install() {
  kubectl version >/dev/null 2>&1 || fail 1 "the cluster does not answer: see 'kubectl version'"
  say "applying the manifests"
  render >"$work/manifests.yaml"
  kubectl apply --filename "$work/manifests.yaml"
  wait_until_it_runs
}

print=
while (($#)); do
  case "$1" in
    --print) print=yes ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; fail 2 "unknown option $1" ;;
  esac
  shift
done

[[ -n ${MESH_NAME-} ]] || fail 2 "MESH_NAME is not set: export MESH_NAME=<the mesh of pods that name none>"
[[ ${IMAGE-} =~ ^[[:alnum:]./:@_-]*$ ]] || fail 2 "IMAGE is no image reference: $IMAGE"
command -v kubectl >/dev/null || fail 2 "kubectl is missing"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prepare
if [[ -n $print ]]; then render; else install; fi
