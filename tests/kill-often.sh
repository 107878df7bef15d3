#!/bin/sh
# Kills the program at 200 random moments, or as many as the first argument says, and compares what is kept with
# what had happened. It takes about ten seconds for every ten.
set -eu
cd "$(dirname -- "$0")/.."
UNKINK_KILLS=${1:-200} exec cargo test --locked --test unkink-tests -- --nocapture a_session_killed_at_any_moment
