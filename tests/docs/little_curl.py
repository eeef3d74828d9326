#!/usr/bin/env python3
"""As much of curl as the pages use, for machines without it: -s, -i, -H, -d (also @file), and one URL."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import httpx


def main() -> None:
    """Sends one request and prints the answer's body, after its status line with -i."""
    given = argparse.ArgumentParser()
    given.add_argument("-s", action="store_true")
    given.add_argument("-i", action="store_true")
    given.add_argument("-H", action="append", default=[])
    given.add_argument("-d")
    given.add_argument("url")
    args = given.parse_args()
    body = Path(args.d[1:]).read_text(encoding="utf-8") if (args.d or "").startswith("@") else args.d
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    headers |= dict(header.split(": ", 1) for header in args.H)
    answer = httpx.request("POST" if body else "GET", args.url, headers=headers, content=body, trust_env=False)
    if args.i:
        print(f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}")
        print("".join(f"{name}: {value}\n" for name, value in answer.headers.items()))
    sys.stdout.write(answer.text)


if __name__ == "__main__":
    main()
