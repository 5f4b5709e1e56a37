#!/usr/bin/env bash
# Installs the injector, or changes its settings, in the cluster that kubectl talks to.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: MESH_NAME=<mesh> deploy/install.sh [--print]

Makes a certificate where there is none that is good for another 30 days, applies deploy/kustomize/base, and waits until
the injector runs. To be run again with other settings, a newer version, or to renew the certificate. Nothing is fetched.

  --print    prints the manifests, without the certificate, and leaves the cluster alone
  --help     prints this

Environment:
  MESH_NAME          the mesh of pods that name none; needed
  APPMESH_INJECT_*   any other setting, such as APPMESH_INJECT_REGION=eu-west-1
  IMAGE              the injector's image, in place of the one that the base names
  TIMEOUT            how long to wait until it runs; 120s

Needs kubectl 1.21 or later (or an older one and kustomize 4 or later), and openssl.

Exit code: 0 when the injector runs, 1 when the cluster refused something or the injector does not come up, 2 when something
is missing or cannot be used.
EOF
}

namespace=appmesh-inject
name=aws-app-mesh-inject
secret=$name-tls
month=$((30 * 24 * 60 * 60))

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'install.sh: %s\n' "$2" >&2; exit "$1"; }

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
  [[ -z ${IMAGE-} ]] || patch Deployment /spec/template/spec/containers/0/image "$IMAGE"
}

patches=
patch() { patches+="{target: {kind: $1}, patch: '[{\"op\": \"add\", \"path\": \"$2\", \"value\": \"$3\"}]'},"; }

render() {
  cat >"$overlay/kustomization.yaml" <<EOF
resources: [../../base]
configMapGenerator:
  - name: $name
    namespace: $namespace
    behavior: merge
    envs: [settings.env]
patches: [$patches]
EOF
  local command='kubectl kustomize'
  ! command -v kustomize >/dev/null || command='kustomize build'
  $command "$overlay" || fail 2 "'$command' failed; it has to be kubectl 1.21 or later, or kustomize 4 or later"
}

# What the Secret holds under a key; nothing where it or the key is missing.
secret_data() {
  kubectl get secret "$secret" --namespace "$namespace" --ignore-not-found --output "jsonpath={.data.$1}" | openssl base64 -d -A
}

is_good_for_a_month() {
  [[ -s $work/ca.crt ]] && openssl x509 -in "$work/tls.crt" -noout -checkend "$month" >/dev/null &&
    openssl verify -CAfile "$work/ca.crt" "$work/tls.crt" >/dev/null 2>&1
}

# A certificate authority and one certificate of it. The authority's key is not kept: a renewal makes another authority.
# They are long-lived, because while they are expired no pod can be created in a meshed namespace.
make_certificate() {
  cat >"$work/openssl.cnf" <<EOF
[req]
distinguished_name = subject
[subject]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = DNS:$name.$namespace.svc
EOF
  local new_key=(-config "$work/openssl.cnf" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
  openssl req -x509 "${new_key[@]}" -subj "/CN=$name-ca" -extensions authority -days 3650 \
    -keyout "$work/ca.key" -out "$work/new-ca.crt" &&
    openssl req -new "${new_key[@]}" -subj "/CN=$name.$namespace.svc" -keyout "$work/tls.key" -out "$work/tls.csr" &&
    openssl x509 -req -in "$work/tls.csr" -CA "$work/new-ca.crt" -CAkey "$work/ca.key" -CAcreateserial \
      -extfile "$work/openssl.cnf" -extensions server -days 3650 -out "$work/tls.crt"
}

# The last authority stays trusted beside the new one, until every replica has seen the new certificate.
store_certificate() {
  [[ ! -s $work/ca.crt ]] || openssl x509 -in "$work/ca.crt" >>"$work/new-ca.crt"
  mv "$work/new-ca.crt" "$work/ca.crt"
  kubectl create secret generic "$secret" --namespace "$namespace" --type kubernetes.io/tls --dry-run=client --output yaml \
    --from-file "$work/tls.crt" --from-file "$work/tls.key" --from-file "$work/ca.crt" |
    kubectl apply --server-side --force-conflicts --filename -
}

ensure_certificate() {
  secret_data 'tls\.crt' >"$work/tls.crt"
  secret_data 'ca\.crt' >"$work/ca.crt"
  if is_good_for_a_month; then
    say "keeping the certificate"
    return
  fi
  say "making a certificate"
  make_certificate >"$work/openssl.log" 2>&1 || { cat "$work/openssl.log" >&2; fail 2 "openssl could not make a certificate"; }
  store_certificate
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
  kubectl apply --filename "$work/kustomize/base/namespace.yaml"
  ensure_certificate
  patch MutatingWebhookConfiguration /webhooks/0/clientConfig/caBundle "$(openssl base64 -A -in "$work/ca.crt")"
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
command -v openssl >/dev/null || fail 2 "openssl is missing"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prepare
if [[ -n $print ]]; then render; else install; fi
