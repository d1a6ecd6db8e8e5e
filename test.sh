#!/usr/bin/env bash
# The one command before every commit, and all that CI runs: formatting, build with warnings as errors, all tests and laws.
set -euo pipefail
cd "$(dirname "$0")"
dotnet restore BluezoneTag.sln
dotnet format BluezoneTag.sln --no-restore --verify-no-changes
dotnet build BluezoneTag.sln -c Release --no-restore --nologo
# One test program after another: the browser tests run in real time and must not be starved by the others.
dotnet test BluezoneTag.sln -c Release --no-build --nologo -m:1
