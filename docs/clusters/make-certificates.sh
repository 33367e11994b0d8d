#!/bin/sh
# Makes certificates for the nodes of a Pekko cluster with the JDK's keytool; see --help.
set -eu

usage() {
    cat <<'END'
Makes certificates with which the nodes of a Pekko cluster talk by TLS.

Usage: make-certificates.sh [--days N] DIRECTORY HOST[,HOST...] ...

Each argument after DIRECTORY is one node: the host name or IP address by which other nodes reach it, and further
names of the same node after commas. The first run makes a certificate authority. Later runs in the same directory
add nodes to it. No file is ever overwritten.

  DIRECTORY/ca.p12      key of the authority; keep it away from the nodes, because it can admit any node
  DIRECTORY/trust.p12   certificate of the authority, for every node
  DIRECTORY/HOST.p12    key and certificate of the node with this first name, for this node alone

  --days N              days for which the nodes' certificates hold, 1 to 3650; default 365. The authority holds for
                        ten years.

The environment variable LEDGER_STORE_PASSWORD is the password of all files, at least 6 characters. keytool is taken
from JAVA_HOME, or else from PATH.

Exit status: 0 if all files were made, 2 if nothing was made, and the message says why.
END
}

fail() {
    echo "make-certificates: $*" >&2
    exit 2
}

# Prints a host as a subject alternative name.
san() {
    case $1 in
        *:*) echo "ip:$1" ;;
        *[!0-9.]*) echo "dns:$1" ;;
        *) echo "ip:$1" ;;
    esac
}

# Succeeds for four numbers of 0 to 255.
is_ipv4() {
    case $1 in
        *[!0-9.]* | .* | *. | *..* | *.*.*.*.*) return 1 ;;
        *.*.*.*) ;;
        *) return 1 ;;
    esac
    for number in $(echo "$1" | tr '.' ' '); do
        case $number in
            ???? | ????* | 0?*) return 1 ;;
        esac
        [ "$number" -le 255 ] || return 1
    done
}

# Succeeds for eight groups of hexadecimal digits, or fewer with one '::'.
is_ipv6() {
    case $1 in
        *[!0-9A-Fa-f:]* | *:::* | *::*::* | *:*:*:*:*:*:*:*:*) return 1 ;;
        ::* | *::) ;;
        :* | *:) return 1 ;;
        *::* | *:*:*:*:*:*:*:*) ;;
        *) return 1 ;;
    esac
    for group in $(echo "$1" | tr ':' ' '); do
        [ ${#group} -le 4 ] || return 1
    done
}

# Refuses what keytool would not take, and a host that no node can have.
check_host() {
    case $1 in
        *:*:*) is_ipv6 "$1" || fail "'$1' is no IPv6 address; a host is given without a port" ;;
        *:*) fail "'$1' has a port; give the host alone, ${1%%:*}" ;;
        *[!0-9.]*) ;;
        *) is_ipv4 "$1" || fail "'$1' is no IPv4 address; it has four numbers of 0 to 255" ;;
    esac
    case .$1. in
        *..* | *.-* | *-.*)
            fail "'$1' is no host name; between dots it has letters, digits and '-', and begins and ends with no '-'"
            ;;
    esac
}

days=365
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h)
            usage
            exit 0
            ;;
        --days)
            [ $# -gt 1 ] || fail "--days needs a number"
            days=$2
            shift 2
            ;;
        -*) fail "there is no option $1; see --help" ;;
        *) break ;;
    esac
done
case $days in
    '' | *[!0-9]* | ?????*) fail "--days must be 1 to 3650, not '$days'" ;;
esac
[ "$days" -ge 1 ] && [ "$days" -le 3650 ] || fail "--days must be 1 to 3650, not $days"
if [ $# -ge 1 ] && [ ! -d "$1" ] && { is_ipv4 "$1" || case $1 in *[:,]* | localhost) ;; *) false ;; esac; }; then
    fail "the first argument is the directory, but '$1' looks like a host; see --help. Make the directory if it is meant"
fi
[ $# -ge 2 ] || fail "give a directory and at least one host; see --help"

password=${LEDGER_STORE_PASSWORD:-}
[ ${#password} -ge 6 ] || fail "LEDGER_STORE_PASSWORD must be set to a password of at least 6 characters"
export LEDGER_STORE_PASSWORD

if [ -n "${JAVA_HOME:-}" ]; then
    keytool="$JAVA_HOME/bin/keytool"
    [ -x "$keytool" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/keytool in it; set it to a JDK"
else
    keytool=$(command -v keytool) || fail "keytool is missing; install a JDK, or set JAVA_HOME"
fi

directory=$1
shift
firsts=' '
for node in "$@"; do
    case $node in
        '' | ,* | *, | *,,*) fail "a node is HOST[,HOST...], not '$node'" ;;
        *[!A-Za-z0-9.:,-]*) fail "'$node' is no host name or IP address; they have letters, digits, '.', ':' and '-'" ;;
    esac
    first=${node%%,*}
    case $first in
        ca | trust | [.-]*) fail "'$first' cannot be the first name of a node" ;;
    esac
    case $firsts in
        *" $first "*) fail "the node $first is given twice" ;;
    esac
    firsts="$firsts$first "
    for host in $(echo "$node" | tr ',' ' '); do
        check_host "$host"
    done
    [ ! -e "$directory/$first.p12" ] || fail "$directory/$first.p12 exists; remove it to make a new key for $first"
done
if [ -e "$directory/ca.p12" ]; then
    [ -e "$directory/trust.p12" ] || fail "$directory/ca.p12 exists, but trust.p12 beside it is missing; restore it"
elif [ -e "$directory/trust.p12" ]; then
    fail "$directory/trust.p12 exists, but ca.p12 beside it is missing; restore it, or use another directory"
fi

umask 077
mkdir -p "$directory" || fail "the directory $directory cannot be made"
work=$(mktemp -d "$directory/.new.XXXXXX") || fail "$directory cannot be written"
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

run() {
    "$keytool" "$@" -storepass:env LEDGER_STORE_PASSWORD >"$work/output" 2>&1 && return 0
    cat "$work/output" >&2
    fail "keytool $1 failed; nothing was made. If ca.p12 exists already, LEDGER_STORE_PASSWORD must be its password"
}

key="-keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -storetype PKCS12"
ca="$directory/ca.p12"
if [ ! -e "$ca" ]; then
    ca="$work/ca.p12"
    # A certificate holds from an hour ago, for nodes whose clocks are behind.
    # shellcheck disable=SC2086
    run -genkeypair -keystore "$ca" -alias ca -dname "CN=Ledger Actors nodes" $key -startdate -1H -validity 3650 \
        -ext bc:critical=ca:true,pathlen:0 -ext ku:critical=keyCertSign,cRLSign
fi
run -exportcert -keystore "$ca" -alias ca -rfc -file "$work/ca.pem"
if [ ! -e "$directory/trust.p12" ]; then
    run -importcert -noprompt -keystore "$work/trust.p12" -storetype PKCS12 -alias ca -file "$work/ca.pem"
fi
for node in "$@"; do
    first=${node%%,*}
    names=
    for host in $(echo "$node" | tr ',' ' '); do
        names="$names${names:+,}$(san "$host")"
    done
    store="$work/$first.p12"
    # shellcheck disable=SC2086
    run -genkeypair -keystore "$store" -alias node -dname "CN=$first" $key -validity "$days"
    run -certreq -keystore "$store" -alias node -file "$work/request.pem"
    run -gencert -keystore "$ca" -alias ca -rfc -infile "$work/request.pem" -outfile "$work/node.pem" \
        -startdate -1H -validity "$days" -ext "san=$names" -ext ku:critical=digitalSignature \
        -ext eku=serverAuth,clientAuth
    cat "$work/node.pem" "$work/ca.pem" >"$work/chain.pem"
    run -importcert -noprompt -keystore "$store" -alias node -file "$work/chain.pem"
done

for made in "$work"/*.p12; do
    mv "$made" "$directory/" || fail "$made cannot be moved to $directory; it is removed now, so run this again"
    echo "made $directory/${made##*/}"
done
