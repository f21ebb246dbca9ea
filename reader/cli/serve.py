"""`reader serve`: hands a listening parcel to the players of this machine, or of this network."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import urljoin

from reader.cli.ending import clean_up_when_ended
from reader.cli.printing import print_json, print_text


def run(asked: argparse.Namespace) -> int:
    """Serves until it is ended."""
    from reader.app import build

    clean_up_when_ended()
    with build.server(Path(asked.folder), network=asked.network, port=asked.port) as server:
        feed = urljoin(server.address, "feed.xml")
        if asked.json:
            print_json({"address": server.address, "feed": feed})
        else:
            print_text(f"{server.address}\nPodcast: {feed}")
            if asked.network:
                print_text(
                    "Whoever has this address can listen, and others in this network could read along: "
                    "it is not encrypted.",
                    error=True,
                )
            print_text("Ends with Ctrl+C.", error=True)
        server.serve_forever()
    return 0
