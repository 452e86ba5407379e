#!/usr/bin/env bash
# A server to develop and test the web app against, on day 2022-06-01: the demo store with some live cases, in
# /tmp/web-dev-PORT/, anew at every start. Accounts, all with the password Ceshi-2021!, named like their roles:
# district_admin: an administrator of the whole store; mediator (m008) and village_lead of 营边社区; clerk supervisor admin security auditor of 东庄镇; neighbour: a clerk of 东红村.
#   web/dev-server.sh PORT          until Ctrl+C
#   TIAOJIE_BINARY=… web/dev-server.sh PORT
set -euo pipefail
web=$(cd "$(dirname "$0")" && pwd)
port=${1:?the port, for example 8101}
tiaojie=${TIAOJIE_BINARY:-$web/../build/release/tiaojie}
password='Ceshi-2021!'
home=/tmp/web-dev-$port
base=http://127.0.0.1:$port/api/v1
export TIAOJIE_TODAY=2022-06-01

add() { # account role area options…
    "$tiaojie" user add "$1" --role "$2" --area "$3" "${@:4}" --password-stdin >/dev/null <<<'Chushi-2021!'
}
json() { curl -sf -b "$made/jar" -c "$made/jar" -H 'Content-Type: application/json' "$@"; }
serve() { # the store
    TIAOJIE_DB=$1 "$tiaojie" serve --quiet --listen "127.0.0.1:$port" &
    server=$!
    for _ in $(seq 300); do curl -sf "http://127.0.0.1:$port/healthz" >/dev/null && return || sleep 0.1; done
}
stop() { kill "$server" 2>/dev/null || true; wait "$server" || true; }

make() { # the folder
    made=$1
    rm -rf "$made"
    mkdir -p "$made"
    export TIAOJIE_DB=$made/store.db
    "$tiaojie" demo >/dev/null
    "$tiaojie" apply "$web/dev-data.jsonl" >"$made/apply.log"
    add mediator mediator 350305101001 --mediator m008
    add village_lead village_lead 350305101001
    for role in clerk supervisor admin security auditor; do add "$role" "$role" 350305101000; done
    add neighbour clerk 350305101201
    add district_admin admin 350305000000
    serve "$made/store.db"
    # A first password has to be changed at the first sign-in: done here as a person would.
    for account in mediator village_lead clerk supervisor admin security auditor neighbour district_admin; do
        csrf=$(json -d "{\"account\":\"$account\",\"password\":\"Chushi-2021!\"}" "$base/session" | sed 's/.*"csrf":"\([^"]*\)".*/\1/')
        csrf=$(json -H "X-CSRF-Token: $csrf" -d "{\"old\":\"Chushi-2021!\",\"new\":\"$password\"}" "$base/session/password" |
            sed 's/.*"csrf":"\([^"]*\)".*/\1/')
        json -X DELETE -H "X-CSRF-Token: $csrf" "$base/session"
    done
    stop
}

trap 'stop; exit 0' INT TERM
# Made once for a program, then copied at every start.
for source in "$tiaojie" "$web/dev-data.jsonl" "$web/dev-server.sh"; do
    if [ ! "$home.made/jar" -nt "$source" ]; then
        making=$home.making.$$ # its own: another one for the same port may have been given up while it made
        make "$making"
        rm -rf "$home.made"
        mv "$making" "$home.made"
    fi
done
rm -rf "$home"
cp -r "$home.made" "$home"
serve "$home/store.db"
echo "ready: http://127.0.0.1:$port day $TIAOJIE_TODAY, password $password"
wait "$server"
