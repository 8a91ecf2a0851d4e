#!/bin/sh
# Makes what compose.yaml's services must know of each other and nobody else: a CA, certificates, passwords, keys.
# Run by the service `secrets` into a volume, one folder per reader; what is there already is kept, so it may run again.
set -eu
umask 077

out="${1:?usage: make-secrets.sh FOLDER}"
parties="${HVB_PARTIES:-}"
DAYS=825
# Numeric users of the images, who alone may read their folder.
HUB_UID=10001
KAFKA_UID=1000
EVENTSTORE_UID=1000
POSTGRES_UID=999
PROXY_UID=101
GRAFANA_UID=472
PROMETHEUS_UID=65534

# To standard error: what a function writes to standard output is its value.
say() { echo "secrets: $*" >&2; }

# A random word without characters that a URL, a properties file or a shell would read otherwise.
password() {
  file="$out/passwords/$1"
  mkdir -p "$out/passwords"
  if [ ! -s "$file" ]; then
    openssl rand -hex 24 >"$file"
    say "password of $1"
  fi
  cat "$file"
}

authority() {
  [ -s "$out/ca/ca.crt" ] && return 0
  mkdir -p "$out/ca"
  openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 \
    -subj '/O=HVB Hub/CN=HVB Hub compose CA' -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' \
    -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$out/ca/ca.key" -out "$out/ca/ca.crt" 2>/dev/null
  say "certificate authority"
}

# certificate FOLDER COMMON_NAME HOST…: FOLDER/tls.crt, tls.key, both in tls.pem, and ca.crt. RSA, which every reader reads.
certificate() {
  folder="$out/$1"
  common="$2"
  shift 2
  mkdir -p "$folder"
  cp "$out/ca/ca.crt" "$folder/ca.crt"
  [ -s "$folder/tls.pem" ] && return 0
  names='DNS:localhost,IP:127.0.0.1'
  for host in "$@"; do names="$names,DNS:$host"; done
  printf 'subjectAltName=%s\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n' \
    "$names" >"$folder/extensions"
  # PKCS#8, as Java reads PEM.
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$folder/tls.key" 2>/dev/null
  openssl req -new -sha256 -key "$folder/tls.key" -subj "/O=HVB Hub/CN=$common" -out "$folder/request" 2>/dev/null
  openssl x509 -req -sha256 -days "$DAYS" -in "$folder/request" -extfile "$folder/extensions" \
    -CA "$out/ca/ca.crt" -CAkey "$out/ca/ca.key" -set_serial "0x$(openssl rand -hex 16)" -out "$folder/tls.crt" 2>/dev/null
  cat "$folder/tls.key" "$folder/tls.crt" "$out/ca/ca.crt" >"$folder/tls.pem"
  rm -f "$folder/extensions" "$folder/request"
  say "certificate of $common for ${1:-nobody}"
}

# Where the user cannot be had (a developer's own machine, not root), the files stay the caller's.
give() {
  [ "$(id -u)" -ne 0 ] || chown -R "$2:$2" "$out/$1"
}

authority

for n in 1 2 3; do
  certificate "kafka-$n" "kafka-$n" "kafka-$n"
  cp "$out/kafka-$n/tls.pem" "$out/kafka-$n/broker.pem"
  give "kafka-$n" "$KAFKA_UID"
  # KurrentDB's nodes know each other by having the same common name.
  certificate "eventstore-$n" eventstoredb-node "eventstore-$n"
  mkdir -p "$out/eventstore-$n/roots"
  cp "$out/ca/ca.crt" "$out/eventstore-$n/roots/ca.crt"
  printf 'KURRENTDB_DEFAULT_ADMIN_PASSWORD=%s\nKURRENTDB_DEFAULT_OPS_PASSWORD=%s\n' \
    "$(password eventstore-admin)" "$(password eventstore-ops)" >"$out/eventstore-$n/passwords.env"
  give "eventstore-$n" "$EVENTSTORE_UID"
done

# Who makes users, topics and access in Kafka, and the users' passwords in the form of kafka-configs.sh.
certificate kafka-admin kafka-admin kafka-admin
printf 'security.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.location=/run/hvb/tls.pem\nssl.truststore.type=PEM\nssl.truststore.location=/run/hvb/ca.crt\n' \
  >"$out/kafka-admin/client.properties"
rm -rf "$out/kafka-admin/users"
mkdir -p "$out/kafka-admin/users"
for user in hvb-hub hvb-projector $parties; do
  printf 'SCRAM-SHA-512=iterations=8192,password=%s\n' "$(password "kafka-$user")" >"$out/kafka-admin/users/$user"
done
give kafka-admin "$KAFKA_UID"
# The same for the tool that makes topics, which runs in the hub's image.
mkdir -p "$out/topics"
cp "$out/kafka-admin/ca.crt" "$out/kafka-admin/tls.crt" "$out/kafka-admin/tls.key" "$out/topics/"
give topics "$HUB_UID"

certificate postgres postgres postgres
password postgres >"$out/postgres/password"
give postgres "$POSTGRES_UID"

# Everything that the hub and the projector may not have in clear in a compose file, as environment files for `node --env-file`.
[ -s "$out/passwords/master-key" ] || { mkdir -p "$out/passwords"; openssl rand -hex 32 >"$out/passwords/master-key"; }
seeds='eventstore-1:2113,eventstore-2:2113,eventstore-3:2113'
for app in hub projector; do
  mkdir -p "$out/$app"
  cp "$out/ca/ca.crt" "$out/$app/ca.crt"
  {
    echo "HVB_MASTER_KEY=$(cat "$out/passwords/master-key")"
    echo "HVB_DATABASE_URL=postgres://hvb:$(password postgres)@postgres:5432/hvb?sslmode=verify-full&sslrootcert=/run/hvb/ca.crt"
    echo "HVB_EVENTSTORE_URL=esdb://hvb-$app:$(password "eventstore-hvb-$app")@$seeds?tls=true&tlsCAFile=/run/hvb/ca.crt&nodePreference=leader"
    echo "HVB_KAFKA_PASSWORD=$(password "kafka-hvb-$app")"
  } >"$out/$app/secrets.env"
  give "$app" "$HUB_UID"
done

# Who makes users and access in the event store.
mkdir -p "$out/eventstore-access"
cp "$out/ca/ca.crt" "$out/eventstore-access/ca.crt"
{
  echo "HVB_EVENTSTORE_URL=esdb://admin:$(password eventstore-admin)@$seeds?tls=true&tlsCAFile=/run/hvb/ca.crt&nodePreference=leader"
  echo "HVB_EVENTSTORE_PASSWORD_HVB_HUB=$(password eventstore-hvb-hub)"
  echo "HVB_EVENTSTORE_PASSWORD_HVB_PROJECTOR=$(password eventstore-hvb-projector)"
} >"$out/eventstore-access/secrets.env"
give eventstore-access "$HUB_UID"

certificate proxy hvb-hub "${HVB_HOSTNAME:-localhost}"
give proxy "$PROXY_UID"
mkdir -p "$out/grafana" "$out/access" "$out/prometheus"
password grafana-admin >"$out/grafana/admin-password"
give grafana "$GRAFANA_UID"
# The hubs' own: signing key and tokens, made by them. And the one token that Prometheus gets a copy of.
give access "$HUB_UID"
if [ "$(id -u)" -eq 0 ]; then chown "$HUB_UID:$PROMETHEUS_UID" "$out/prometheus" && chmod 2750 "$out/prometheus"; fi
if [ "$(id -u)" -eq 0 ]; then chmod 755 "$out"; fi
say "there"
