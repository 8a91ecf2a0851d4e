#!/bin/sh
# Gives each user of the cluster its password: a file per user, named as the user, in the form of kafka-configs.sh.
# Run by the service `kafka-users` in the broker's image; a user that is there gets the same password again.
set -eu

secrets="${FOLDER:-/run/hvb}"
configs="${KAFKA_CONFIGS:-/opt/kafka/bin/kafka-configs.sh}"
brokers="${BROKERS:?host:port of the listener that takes certificates}"

for file in "$secrets"/users/*; do
  "$configs" --bootstrap-server "$brokers" --command-config "$secrets/client.properties" \
    --alter --entity-type users --entity-name "$(basename "$file")" --add-config-file "$file"
done
