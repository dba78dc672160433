#!/usr/bin/env bash
# Database servers for developers and for CI: fetched where no package has them, started on loopback, each with its own folder.
# Called by `./dev servers`; written for bash 3.2.
#
#   servers.sh start NAME...    fetch what is missing, start, and print the store's URL
#   servers.sh stop NAME...     stop; the data stays
#   servers.sh forget NAME...   stop, and remove the data; what was fetched stays
#   servers.sh status [NAME...] what runs, and where
#   servers.sh names            the names, one a line
#   servers.sh serve cassandra DATA PORT STORAGE_PORT
#                               a node in the foreground, for tests
#
# Names: postgresql clickhouse cassandra (its Java artefacts: needs Maven, and Java 17 or 21)
#        secantus (SecantusDB: speaks MongoDB's protocol, and is not mongod)
#        rabbitmq kafka (its Java artefacts: needs Maven, and Java 17 or newer)
#
# All of it lies in CACHEDECK_SERVERS, or cachedeck-servers in the user's cache directory (root: /var/tmp, as database servers
# refuse to run as root and another user has to reach it). What runs has its URL in NAME/url, where the window finds it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
names="postgresql clickhouse cassandra secantus rabbitmq kafka"
secantus_version=0.7.0b3
cassandra_version=5.0.8
kafka_version=4.1.2 log4j_version=2.25.3

if [ "$(id -u)" = 0 ]; then default=/var/tmp/cachedeck-servers; else default=${XDG_CACHE_HOME:-$HOME/.cache}/cachedeck-servers; fi
root=${CACHEDECK_SERVERS:-$default}

say() { printf 'servers: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as the user that servers run as, which is ourselves where we are not root.
as_servers=(env)
if [ "$(id -u)" = 0 ]; then as_servers=(setpriv --reuid nobody --regid nogroup --clear-groups --); fi

folder_of() {
    mkdir -p "$root/$1"
    chmod 755 "$root" "$root/$1"
    (cd "$root/$1" && pwd)
}

# A port that nothing listens on, kept for the next start; another one of the same server by another file's name.
port_of() {
    local file=$root/$1/${2:-port}
    if [ ! -s "$file" ]; then
        python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' >"$file"
    fi
    cat "$file"
}

# The number of the server that runs in that folder (and no other program that got its number later); nothing: none.
pid_of() {
    local pid
    pid=$(cat "$root/$1/pid" 2>/dev/null) || return 0
    if ps -p "$pid" -o args= 2>/dev/null | grep -qF "$root/$1"; then echo "$pid"; fi
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# launch NAME PORT COMMAND...: in the background, with its output in NAME/log, until it listens.
launch() {
    local name=$1 port=$2 step; shift 2
    local folder=$root/$name
    (cd "$folder/run" && trap '' HUP && exec "$@" </dev/null >"$folder/log" 2>&1) &
    echo $! >"$folder/pid"
    for step in $(seq "${patience:-300}"); do
        if listens "$port"; then return; fi
        if ! kill -0 "$(cat "$folder/pid")" 2>/dev/null; then break; fi
        sleep 0.2
    done
    tail -n 20 "$folder/log" >&2
    fail "$name did not start (after $step looks)"
}

url_of() {
    local port
    port=$(port_of "$1")
    case $1 in
        postgresql) echo "postgresql://cachedeck@127.0.0.1:$port/postgres?passfile=$root/postgresql/pgpass" ;;
        clickhouse) echo "clickhouse://127.0.0.1:$port/default" ;;
        cassandra) echo "cassandra://127.0.0.1:$port/" ;;
        secantus) echo "mongodb://127.0.0.1:$port/test?label=SecantusDB" ;;
        rabbitmq) echo "amqp://127.0.0.1:$port" ;;
        kafka) echo "kafka://127.0.0.1:$port/cachedeck" ;;
    esac
}

# ---- PostgreSQL ------------------------------------------------------------------------------------------------------

start_postgresql() {
    local folder port binaries password
    folder=$(folder_of postgresql) port=$(port_of postgresql)
    binaries=$(for place in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/bin /usr/bin; do
        if [ -x "$place/initdb" ]; then echo "$place"; fi
    done | sort -V | tail -n 1)
    [ -n "$binaries" ] || fail "PostgreSQL is not installed (./dev test installs it)"
    mkdir -p "$folder/run"
    if [ ! -s "$folder/run/data/PG_VERSION" ]; then
        password=$(python3 -c 'import secrets; print(secrets.token_urlsafe(24))')
        (umask 077 && echo "127.0.0.1:*:*:cachedeck:$password" >"$folder/pgpass" && echo "$password" >"$folder/run/password")
        if [ "$(id -u)" = 0 ]; then chown -R nobody "$folder/run"; fi
        (cd "$folder/run" && "${as_servers[@]}" "$binaries/initdb" -D "$folder/run/data" -U cachedeck -A scram-sha-256 \
            --pwfile=password -E UTF8 --locale=C --no-instructions >"$folder/log" 2>&1) || { cat "$folder/log" >&2; fail "initdb failed"; }
        rm "$folder/run/password"
    fi
    launch postgresql "$port" "${as_servers[@]}" "$binaries/postgres" -D "$folder/run/data" -p "$port" -h 127.0.0.1 -k ""
}

# ---- ClickHouse ------------------------------------------------------------------------------------------------------

start_clickhouse() {
    local folder port
    folder=$(folder_of clickhouse) port=$(port_of clickhouse)
    have clickhouse-server || fail "ClickHouse is not installed (Debian 12 has clickhouse-server; others: clickhouse.com)"
    mkdir -p "$folder/run"
    cat >"$folder/run/config.xml" <<EOF
<?xml version="1.0"?>
<yandex>
  <logger><level>warning</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host><http_port>$port</http_port>
  <path>$folder/run/data/</path><tmp_path>$folder/run/tmp/</tmp_path><user_files_path>$folder/run/files/</user_files_path>
  <format_schema_path>$folder/run/schemas/</format_schema_path><mark_cache_size>268435456</mark_cache_size>
  <users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
</yandex>
EOF
    cat >"$folder/run/users.xml" <<'EOF'
<?xml version="1.0"?>
<yandex>
  <profiles><default/></profiles><quotas><default/></quotas>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
</yandex>
EOF
    if [ "$(id -u)" = 0 ]; then chown -R nobody "$folder/run"; fi
    launch clickhouse "$port" "${as_servers[@]}" clickhouse-server --config-file="$folder/run/config.xml"
}

# ---- Cassandra -------------------------------------------------------------------------------------------------------

# Java 17 or 21, which this version of Cassandra needs: JAVA_HOME, the java on PATH, or one that Debian has registered.
find_java() {
    local java
    for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java $(update-alternatives --list java 2>/dev/null); do
        case $("$java" -version 2>&1) in *' version "17'[.\"]* | *' version "21'[.\"]*) command -v "$java"; return ;; esac
    done
}

# The server's jars, resolved by Maven into cassandra/lib.
fetch_cassandra() {
    local folder=$1
    if [ "$(cat "$folder/version" 2>/dev/null)" = "$cassandra_version" ]; then return; fi
    have mvn || fail "Cassandra needs Maven to fetch its jars (Debian: maven)"
    say "fetching Cassandra $cassandra_version"
    rm -rf "${folder:?}/lib" "$folder/version"
    cat >"$folder/pom.xml" <<EOF
<project><modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>cassandra-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency><groupId>org.apache.cassandra</groupId><artifactId>cassandra-all</artifactId>
    <version>$cassandra_version</version></dependency></dependencies></project>
EOF
    (cd "$folder" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory=lib >install.log 2>&1) || { tail -n 20 "$folder/install.log" >&2; fail "Cassandra's jars could not be resolved"; }
    echo "$cassandra_version" >"$folder/version"
}

# serve_cassandra DATA PORT STORAGE_PORT: a node of its own in that folder, in the foreground. CASSANDRA_HEAP: its largest
# heap (512m); CASSANDRA_AUTH=password: a login is needed (the first is cassandra / cassandra).
serve_cassandra() {
    local data=$1 port=$2 storage=$3 lib=$root/cassandra/lib java package kind=AllowAll authorizer=AllowAllAuthorizer options
    java=$(find_java)
    [ -n "$java" ] || fail "Cassandra needs Java 17 or 21 (Debian 12: openjdk-17-jre-headless)"
    [ -s "$root/cassandra/version" ] || fail "Cassandra's jars are not here (./dev servers start cassandra)"
    if [ "${CASSANDRA_AUTH:-}" = password ]; then kind=Password authorizer=CassandraAuthorizer; fi
    mkdir -p "$data/conf" "$data/tmp"
    cat >"$data/conf/cassandra.yaml" <<EOF
{ cluster_name: cachedeck, num_tokens: 1, partitioner: Murmur3Partitioner, endpoint_snitch: SimpleSnitch,
  seed_provider: [{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: 127.0.0.1}]}],
  listen_address: 127.0.0.1, storage_port: $storage, rpc_address: 127.0.0.1, native_transport_port: $port,
  authenticator: ${kind}Authenticator, authorizer: $authorizer,
  commitlog_sync: periodic, commitlog_sync_period: 10s, commitlog_total_space: 512MiB,
  read_request_timeout: 30s, range_request_timeout: 30s, write_request_timeout: 30s, counter_write_request_timeout: 30s,
  request_timeout: 30s }
EOF
    cat >"$data/conf/logback.xml" <<'EOF'
<configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder>
  <pattern>%d %-5p [%t] %c{0}: %m%n</pattern></encoder></appender><root level="INFO"><appender-ref ref="out"/></root></configuration>
EOF
    options=("-Xmx${CASSANDRA_HEAP:-512m}" -Xms64m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData
        "-Djava.io.tmpdir=$data/tmp" "-javaagent:$(echo "$lib"/jamm-*.jar)" -Djava.security.manager=allow) # for Java 21
    for package in java.base/{java.io,java.lang,java.lang.module,java.lang.ref,java.lang.reflect,java.util,sun.nio.ch} \
        java.base/jdk.internal.{loader,math,misc,module,ref,reflect} java.rmi/sun.rmi.{registry,server} \
        java.management.rmi/com.sun.jmx.remote.internal.rmi jdk.management/com.sun.management.internal; do
        options+=("--add-opens=$package=ALL-UNNAMED")
    done
    options+=("-Dcassandra.storagedir=$data" "-Dcassandra.logdir=$data" -Dcassandra-foreground=yes # it keeps its output open
        -Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.shutdown_announce_in_ms=0         # it has no peers to wait for
        -Dcassandra.superuser_setup_delay_ms=0)
    cd "$data" && exec "$java" "${options[@]}" -cp "$data/conf:$lib/*" org.apache.cassandra.service.CassandraDaemon
}

start_cassandra() {
    local folder port storage
    folder=$(folder_of cassandra) port=$(port_of cassandra)
    fetch_cassandra "$folder"
    mkdir -p "$folder/run"
    storage=$(port_of cassandra/run)
    patience=900 launch cassandra "$port" "$here/servers.sh" serve cassandra "$folder/run" "$port" "$storage"
}

# ---- SecantusDB ------------------------------------------------------------------------------------------------------

start_secantus() {
    local folder port
    folder=$(folder_of secantus) port=$(port_of secantus)
    have python3 || fail "SecantusDB needs python3 with venv"
    if [ "$("$folder/venv/bin/pip" show secantusdb 2>/dev/null | sed -n 's/^Version: //p')" != "$secantus_version" ]; then
        say "fetching SecantusDB $secantus_version"
        python3 -m venv "$folder/venv" || fail "python3 has no venv (Debian: python3-venv)"
        "$folder/venv/bin/pip" -q install "secantusdb==$secantus_version" >&2
    fi
    mkdir -p "$folder/run/data"
    launch secantus "$port" "$folder/venv/bin/secantusd-py" --host 127.0.0.1 --port "$port" --storage-path "$folder/run/data" \
        --log-level WARNING
}

# ---- RabbitMQ --------------------------------------------------------------------------------------------------------

# Its own node, with its own epmd (which a node looks for by ERL_EPMD_PORT): the service and the usual ports stay as they are.
start_rabbitmq() {
    local folder port program place
    folder=$(folder_of rabbitmq) port=$(port_of rabbitmq)
    program=
    for place in /usr/lib/rabbitmq/bin /opt/homebrew/sbin /usr/local/sbin; do
        if [ -x "$place/rabbitmq-server" ]; then program=$place/rabbitmq-server; break; fi
    done
    [ -n "$program" ] || fail "RabbitMQ is not installed (./dev test installs it; Debian: rabbitmq-server)"
    mkdir -p "$folder/run"
    if [ "$(id -u)" = 0 ]; then chown -R nobody "$folder/run"; fi
    (cd "$folder/run" && trap '' HUP && exec "${as_servers[@]}" env HOME="$folder/run" epmd -address 127.0.0.1 \
        -port "$(port_of rabbitmq names-port)" </dev/null >"$folder/names-log" 2>&1) &
    echo $! >"$folder/names-pid"
    launch rabbitmq "$port" "${as_servers[@]}" env HOME="$folder/run" ERL_EPMD_PORT="$(port_of rabbitmq names-port)" \
        ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME="cachedeck-servers@localhost" RABBITMQ_NODE_PORT="$port" \
        RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT="$(port_of rabbitmq distribution-port)" \
        RABBITMQ_MNESIA_BASE="$folder/run/data" RABBITMQ_LOG_BASE="$folder/run" RABBITMQ_LOGS=- \
        RABBITMQ_CONFIG_FILE="$folder/run/none" RABBITMQ_CONF_ENV_FILE="$folder/run/none" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$folder/run/none" RABBITMQ_ALLOW_INPUT=yes RABBITMQ_SERVER_START_ARGS=-noinput \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" "$program"
}

# ---- Kafka -----------------------------------------------------------------------------------------------------------

# From its published Java artefacts (Apache-2.0), as no distribution packages it: a single node, broker and controller in one.
fetch_kafka() {
    local folder=$1
    if [ "$(cat "$folder/version" 2>/dev/null)" = "$kafka_version" ]; then return; fi
    have mvn || fail "Maven is needed to fetch Kafka (Debian: maven, openjdk-17-jre-headless)"
    say "fetching Kafka $kafka_version"
    rm -rf "${folder:?}/lib" "${folder:?}/version"
    # Kafka's own artefact leaves out what carries its log messages to log4j.
    cat >"$folder/pom.xml" <<EOF
<project><modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>kafka-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$kafka_version</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>$log4j_version</version></dependency>
  </dependencies></project>
EOF
    (cd "$folder" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory=lib >fetch.log 2>&1) || { tail -n 20 "$folder/fetch.log" >&2; fail "Kafka could not be fetched"; }
    echo "$kafka_version" >"$folder/version"
}

start_kafka() {
    local folder port controller java
    folder=$(folder_of kafka) port=$(port_of kafka) controller=$(port_of kafka controller-port)
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    have "$java" || fail "Kafka needs Java 17 or newer (set JAVA_HOME)"
    fetch_kafka "$folder"
    mkdir -p "$folder/run/tmp"
    cat >"$folder/run/server.properties" <<EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
log.dirs=$folder/run/data
num.partitions=1
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=16777216
EOF
    set -- "$java" -Xmx512m -Xms64m -XX:+UseSerialGC -XX:-UsePerfData "-Djava.io.tmpdir=$folder/run/tmp" -cp "$folder/lib/*"
    if [ ! -f "$folder/run/data/meta.properties" ]; then
        "$@" kafka.tools.StorageTool format --config "$folder/run/server.properties" \
            --cluster-id "$("$@" kafka.tools.StorageTool random-uuid 2>/dev/null)" >"$folder/log" 2>&1 ||
            { tail -n 20 "$folder/log" >&2; fail "Kafka could not make its folder"; }
    fi
    launch kafka "$port" "$@" kafka.Kafka "$folder/run/server.properties"
}

# ---- commands --------------------------------------------------------------------------------------------------------

stop() {
    local name=$1 pid
    pid=$(pid_of "$name")
    if [ -n "$pid" ]; then
        if [ "$name" = postgresql ]; then kill -INT "$pid"; else kill "$pid"; fi # INT: its fast shutdown
        for _ in $(seq 100); do
            if ! kill -0 "$pid" 2>/dev/null; then break; fi
            sleep 0.1
        done
        if kill -0 "$pid" 2>/dev/null; then kill -KILL "$pid"; fi
        say "$name is stopped"
    fi
    rm -f "$root/$name/pid" "$root/$name/url"
    # A node of Erlang has its names' server beside it.
    pid=$(cat "$root/$name/names-pid" 2>/dev/null) || return 0
    if ps -p "$pid" -o args= 2>/dev/null | grep -q epmd; then kill "$pid"; fi
    rm -f "$root/$name/names-pid"
}

forget() {
    stop "$1"
    rm -rf "${root:?}/$1/run"
}

status() {
    if [ -n "$(pid_of "$1")" ]; then printf '%-12s %s\n' "$1" "$(url_of "$1")"; else printf '%-12s stopped\n' "$1"; fi
}

action=${1:-status}
[ $# -gt 0 ] && shift
if [ "$action" = serve ] && [ "${1:-}" = cassandra ] && [ $# = 4 ]; then
    shift
    serve_cassandra "$@"
fi
case $action in start | stop | forget | status | names) ;; *) fail "usage: ./dev servers [start|stop|forget|status] NAME...  ($names)" ;; esac
if [ "$action" = names ]; then echo "$names" | tr ' ' '\n'; exit; fi
if [ $# = 0 ]; then
    case $action in start | forget) fail "which? ($names)" ;; esac
    # shellcheck disable=SC2086  # one word a name
    set -- $names
fi
for name in "$@"; do
    case " $names " in *" $name "*) ;; *) fail "no such server: $name ($names)" ;; esac
done
for name in "$@"; do
    case $action in
        start)
            if [ -z "$(pid_of "$name")" ]; then "start_$name"; fi
            url_of "$name" >"$root/$name/url"
            status "$name" ;;
        *) "$action" "$name" ;;
    esac
done
