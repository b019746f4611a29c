#!/usr/bin/env bash
# Let bubblewrap, and nothing else, make user namespaces where AppArmor forbids them to all.
set -euo pipefail

profile=/etc/apparmor.d/wenfang-bwrap
cat >"$profile" <<'PROFILE'
abi <abi/4.0>,
include <tunables/global>

profile wenfang-bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
}
PROFILE
apparmor_parser --replace "$profile"
echo "Wrote and loaded $profile. To undo: apparmor_parser --remove $profile && rm $profile"
