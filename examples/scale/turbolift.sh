#!/bin/sh
# Run in the folder that `turbolift init --name dockopt` made, with the names of repositories in its repos.txt and the text of
# the pull requests in its README.md.
set -eu
turbolift clone
turbolift foreach -- dockopt fix --write
turbolift commit --message "Shrink the images"
turbolift create-prs --draft
