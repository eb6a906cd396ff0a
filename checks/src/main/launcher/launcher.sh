#!/bin/sh
# Starts the command that this file is named after. Exits with 0 to 3 only, whatever becomes of Java.

name=${0##*/}

unknown() {
	printf '%s UNKNOWN - %s\n' "$name" "$1"
	exit 3
}

self=$0
if [ -L "$self" ]; then
	self=$(readlink -f -- "$self") || unknown "the link $0 leads nowhere"
fi
lib=${self%/*}/../lib
jars=$lib/checks.jar:$lib/common.jar:$lib/commons-cli.jar:$lib/gson.jar
for jar in checks common commons-cli gson; do
	[ -r "$lib/$jar.jar" ] || unknown "$lib/$jar.jar is missing or unreadable; install ppp-vpn-checks again"
done

if [ -n "$JAVA_HOME" ]; then
	java=$JAVA_HOME/bin/java
else
	java=$(command -v java) || java=/usr/bin/java
fi
[ -x "$java" ] || unknown "no Java at $java; install a Java runtime of version 17 or newer (openjdk-17-jre-headless), or set JAVA_HOME"

# These would print on stderr or change what runs.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH
# One text for the kernel's errors, and arguments in UTF-8.
export LC_ALL=C.UTF-8

{ read -r started _ </proc/uptime; } 2>/dev/null || started=
# A runtime that cannot start says so with 1, which would read as WARNING: the command adds 64 to its
# own exit codes. Nothing but the command may write to stdout, and nothing at all to stderr.
run() {
	"$java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx64m -XX:-UsePerfData \
		-XX:+DisplayVMOutputToStderr -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash \
		-Dpppvpn.exitbase=64 -Dpppvpn.started="$started" \
		-cp "$jars" io.github.pppvpn.checks.Main "$name" "$@"
}

run "$@" 2>/dev/null &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT HUP QUIT
wait "$child"
code=$?
# A trap ends the wait early; the child then needs a moment for its last words.
while kill -0 "$child" 2>/dev/null; do
	wait "$child"
	code=$?
done

case $code in
64 | 65 | 66 | 67) exit $((code - 64)) ;;
esac
if [ $code -gt 128 ]; then
	unknown "the Java runtime was killed by signal $((code - 128)); out of memory?"
fi
why=$(run --version 2>&1 | head -c 300 | tr -s '\n\t|' '  /' | tr -d '\000-\037')
unknown "the Java runtime $java (17 or newer is needed) did not start the command, exit code $code: $why"
