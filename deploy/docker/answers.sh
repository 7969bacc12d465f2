#!/usr/bin/env bash
# Succeeds when http://127.0.0.1:PORT PATH answers 200: a health check for images without curl.
set -euo pipefail
port=${1:?port}
path=${2:?path}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$path" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
