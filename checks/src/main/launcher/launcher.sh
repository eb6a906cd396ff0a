#!/bin/sh
# Starts the command that this file is named after. Exits with 0 to 3 only, whatever becomes of Java.

# Monitoring systems mix stderr into the output: not even the shell may write there.
exec 2>/dev/null

name=${0##*/}
child=
signalled=

# A shell that fails by itself, with no memory or no process left, would exit with 2: CRITICAL.
trap 'unknown "this host has no process or memory left to start Java"' EXIT
# The child gets a moment for its last words: it tells its peer, and prints the answer.
trap 'signalled=yes; [ -z "$child" ] || kill -TERM "$child"' TERM INT HUP QUIT ALRM USR1 USR2
# A reader that is gone is no reason to end without an exit code.
trap '' PIPE

leave() {
	trap - EXIT
	exit "$1"
}

unknown() {
	printf '%s UNKNOWN - %s\n' "$name" "$1"
	leave 3
}

# With stdout closed, a file or socket of Java's would take its place.
true >&1 || leave 3

# Where a package has everything else; empty for the folder beside this file's own.
home=
if [ -z "$home" ]; then
	case $0 in
	*/*) self=$0 ;;
	*) self=./$0 ;;
	esac
	if [ -L "$self" ]; then
		self=$(readlink -f -- "$self") || unknown "the link $0 leads nowhere"
	fi
	home=${self%/*}/..
fi
case $home in
*:*) unknown "Java cannot run from $home: there is a colon in the path; move or copy the folder" ;;
esac
lib=$home/lib
needed='checks common gson'
apart=
if [ "$name" = check_gre_probe ]; then
	needed="$needed jna pcap4j-core slf4j-api"
	# Who loses patience kills the whole process group at once, and a call that breaks off leaves errors
	# in the server's log. So this command's Java is in a group of its own, and the kernel tells it with a
	# SIGTERM when this shell is gone: it ends the call as upon any other signal.
	if setsid setpriv --pdeathsig TERM true; then
		apart='setsid setpriv --pdeathsig TERM'
	fi
fi
# Behind those that the archives hold.
needed="$needed prometheus-metrics-exposition-textformats prometheus-metrics-model prometheus-metrics-config"
jars=
for jar in $needed; do
	[ -r "$lib/$jar.jar" ] || unknown "$lib/$jar.jar is missing or unreadable; install ppp-vpn-checks again"
	jars=$jars${jars:+:}$lib/$jar.jar
done

# Where it was built from a JDK that can make one, the suite has a runtime of its own.
native=
# Else the runtime looks through every jar for another one: a fifth of a probe's time.
selectors=-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider
runtime=$home/runtime
java=$runtime/bin/java
# Without its classes it would say so on stdout.
if [ ! -x "$java" ] || [ ! -s "$runtime/lib/modules" ] || [ ! -s "$runtime/lib/server/libjvm.so" ] ||
	[ ! -r "$runtime/lib/libjimage.so" ] || [ ! -r "$runtime/lib/libjava.so" ]; then
	if [ -n "$JAVA_HOME" ]; then
		java=$JAVA_HOME/bin/java
	else
		java=$(command -v java) || java=/usr/bin/java
	fi
	# Raw sockets: only what needs them may call native code. (A runtime that is given this goes
	# without its archives; the suite's own does not ask for it.)
	[ "$name" != check_gre_probe ] || native=--enable-native-access=ALL-UNNAMED
	selectors=
fi
[ -x "$java" ] || unknown "no Java at $java; install a Java runtime of version 17 or newer (openjdk-17-jre-headless), or set JAVA_HOME"

# The classes that this run loads, beside those that the runtime's own archive holds for all commands.
archive=$name
share=-Xshare:auto

# A probe of one host ends before a compiler has paid for its own start, one of many does not. The best
# compiler (C2) costs a scan of whole logs more than it saves, and memory.
compiler=-XX:TieredStopAtLevel=1
young=-Xmn8m
heap=-Xmx64m
pages=-XX:+UseTransparentHugePages
case $name in
check_auth_failures)
	# A scan whose buffers lie in large pages takes half as long again now and then.
	pages=
	# The most that a flood of names and addresses makes it keep fits, and the whole stays under 100 MB.
	heap=-Xmx48m
	;;
check_pptp_tcp1723 | check_l2tp_udp1701)
	hosts=0
	for word; do
		case $word in
		--hosts-file*) hosts=2 ;;
		-H* | --hostname*) hosts=$((hosts + 1)) ;;
		esac
	done
	if [ $hosts -gt 1 ]; then
		archive=$name-many
		# Hundreds of hosts without collecting garbage, and compiled early: all do the same.
		young='-Xmn24m -XX:CompileThresholdScaling=0.3'
	else
		compiler=-Xint
	fi
	;;
esac
# As they lie in memory. The runtime takes it only if it made it itself, from jars of this very size and time.
archive=$home/archive/$archive.jsa
[ -r "$archive" ] || archive=

# These would print on stderr or change what runs.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH
# One text for the kernel's errors, and arguments in UTF-8.
export LC_ALL=C.UTF-8
# Java's threads allocate little besides its heap: one arena for all costs fewer pages and system calls.
export MALLOC_ARENA_MAX=1

{ read -r started _ </proc/uptime; } || started=
# A runtime that cannot start says so with 1, which would read as WARNING: the command adds 64 to its
# own exit codes. Nothing but the command may write to stdout.
# What starts costs mostly page faults, so large pages where the kernel has them, and small tables; and
# with a heap of a fixed size, no look at the limits of a container.
# Archives lie where they were made for: to move them costs touching each of their pages.
# What exceptions tell of hosts is what it is anyway, but not looked up in conf/security/java.security.
# exec: the runtime itself is the child that signals go to, not a shell that waits for it.
# A damaged archive can make the runtime take memory without end before it has looked at the time: what
# a run needs is a fifth of this (in KiB).
run() {
	[ -z "$selectors" ] || ulimit -d 524288 2>/dev/null
	exec $apart "$java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC $compiler "$share" ${archive:+"-XX:SharedArchiveFile=$archive"} \
		-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
		$heap $young $pages -XX:StringTableSize=1024 \
		-XX:-UseContainerSupport -XX:-UsePerfData \
		-XX:+DisplayVMOutputToStderr -XX:+SuppressFatalErrorMessage -Xlog:disable \
		-XX:ErrorFile=/dev/null -XX:-DumpReplayDataOnError -XX:-CreateCoredumpOnCrash \
		-Djava.net.preferIPv6Addresses=system -Djdk.includeInExceptions=hostInfoExclSocket -Dpppvpn.exitbase=64 -Dpppvpn.started="$started" \
		-Dpppvpn.lib="$lib" $selectors $native -cp "$jars" io.github.pppvpn.checks.Main "$name" "$@"
}

attempt() {
	[ -z "$signalled" ] || unknown "ended by a signal while starting"
	run "$@" &
	child=$!
	[ -z "$signalled" ] || kill -TERM "$child"
	code=127
	while :; do
		signalled=
		wait "$child"
		now=$?
		# 127: the child had been waited for, and a signal came behind it.
		[ $now -eq 127 ] || code=$now
		[ -n "$signalled" ] || break
	done
}

attempt "$@"
case $code in
1 | 134 | 135 | 139)
	# An archive that is not what it was can keep the runtime from starting, or end it.
	share=-Xshare:off
	archive=
	attempt "$@"
	;;
esac

case $code in
64 | 65 | 66 | 67) leave $((code - 64)) ;;
129 | 130 | 131 | 143) unknown "ended by a signal while starting" ;;
esac
if [ $code -gt 128 ]; then
	unknown "the Java runtime was killed by signal $((code - 128)); out of memory?"
fi
why=$(run --version 2>&1 | head -c 300 | tr -s '\n\t|' '  /' | tr -d '\000-\037')
unknown "the Java runtime $java (17 or newer is needed) did not start the command, exit code $code: $why"
