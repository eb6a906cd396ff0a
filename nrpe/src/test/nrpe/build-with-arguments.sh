#!/bin/sh
# Builds the NRPE of this Debian release with --enable-command-args, which Debian's own package is
# without, as FOLDER/nrpe. Leaves the host's apt as it is. Needs dpkg-dev, gcc, make, libssl-dev.
#
# build-with-arguments.sh FOLDER
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
work=$folder/work
rm -rf "$work"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
trap 'rm -rf "$work"' EXIT

# The mirrors that the host itself uses, for their sources instead of their packages.
key=/usr/share/keyrings/debian-archive-keyring.gpg
apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
	sort -u | sed "s,^,deb-src [signed-by=$key] ," >"$work/sources.list"

apt() {
	apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User="$(id -un)" "$@"
}
cd "$work/source"
apt update
apt source --download-only nagios-nrpe
dpkg-source -x ./*.dsc nrpe
cd nrpe
./configure --enable-command-args --with-need-dh=no
make nrpe
cp src/nrpe "$folder/nrpe"
