"""The peer of the benchmark `ingest`: pages or files of MoovitaMix, validated by pydantic and copied by psycopg.

    peer.py plain|tuned pages URL CONCURRENCY users=PAGES tracks=PAGES listen_history=PAGES
    peer.py plain|tuned files PATH…

As its good users would write it: one session with as many connections as there are requests at once, whole pages
validated straight from their bytes into typed dictionaries (which is faster than into models), and one open COPY for each
table. The tuned one copies in the binary form and runs on uvloop: of all that was tried the fastest. The rows go straight
into the partitions of their version, which are there with their indexes. Where the database is comes from libpq's
variables. Prints seconds, seconds of processor time and MB in memory.
"""

import asyncio
import os
import resource
import sys
import time
from datetime import datetime
from typing import Annotated, Generic, Optional, TypeVar

import aiohttp
import psycopg
import uvloop
from pydantic import Field, PositiveInt, TypeAdapter
from typing_extensions import TypedDict

VERSION = 1
IS_TUNED = sys.argv[1:2] == ["tuned"]
Text = Optional[Annotated[str, Field(max_length=500)]]


class User(TypedDict, total=False):
    id: PositiveInt
    first_name: Text
    last_name: Text
    email: Text
    gender: Text
    favorite_genres: Text
    created_at: Optional[datetime]
    updated_at: Optional[datetime]


class Track(TypedDict, total=False):
    id: PositiveInt
    name: Text
    artist: Text
    songwriters: Text
    duration: Optional[Annotated[str, Field(pattern=r"^[0-5]\d:[0-5]\d$")]]
    genres: Text
    album: Text
    created_at: Optional[datetime]
    updated_at: Optional[datetime]


class History(TypedDict, total=False):
    user_id: PositiveInt
    items: Optional[list[PositiveInt]]
    created_at: Optional[datetime]
    updated_at: Optional[datetime]


Record = TypeVar("Record")


class Page(TypedDict, Generic[Record]):
    items: list[Record]
    total: Optional[int]
    page: Optional[int]
    size: Optional[int]


def user_row(position, r):
    return (
        VERSION, r["id"], position, r.get("first_name"), r.get("last_name"), r.get("email"), r.get("gender"),
        r.get("favorite_genres"), r.get("created_at"), r.get("updated_at"), 0,
    )


def track_row(position, r):
    duration = r.get("duration")
    seconds = None if duration is None else int(duration[:2]) * 60 + int(duration[3:])
    return (
        VERSION, r["id"], position, r.get("name"), r.get("artist"), r.get("songwriters"), seconds, r.get("genres"),
        r.get("album"), r.get("created_at"), r.get("updated_at"), 0,
    )


def history_row(position, r):
    return (VERSION, r["user_id"], position, r.get("items"), r.get("created_at"), r.get("updated_at"), 0)


KINDS = {
    "users": (User, user_row, "moovitamix_user"),
    "tracks": (Track, track_row, "moovitamix_track"),
    "listen_history": (History, history_row, "moovitamix_history"),
}


# A moment without a zone is UTC; the server's forms of moments with and without a zone are the same.
ENDS = ["timestamp", "timestamp", "int2"]
TYPES = {
    "users": ["int8", "int8", "int8", "text", "text", "text", "text", "text"] + ENDS,
    "tracks": ["int8", "int8", "int8", "text", "text", "text", "int4", "text", "text"] + ENDS,
    "listen_history": ["int8", "int8", "int8", "int8[]"] + ENDS,
}


def copying(kind):
    return f"copy hookline.{KINDS[kind][2]}_{VERSION} from stdin" + (" (format binary)" if IS_TUNED else "")


def memory():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Meter:
    """Says what it took from here on."""

    def __init__(self):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.start = time.monotonic()
        self.first = self.peak = 0.0
        self.records = 0

    def look(self):
        now = memory()
        self.first = self.first or now
        self.peak = max(self.peak, now)

    def tell(self):
        seconds = time.monotonic() - self.start
        usage = resource.getrusage(resource.RUSAGE_SELF)
        cpu = usage.ru_utime + usage.ru_stime - self.cpu
        print(
            f"seconds {seconds:.6f} cpu {cpu:.6f} first {self.first:.3f} peak {self.peak:.3f} records {self.records}"
        )


async def copy_pages(kind, queue, page_count, meter):
    row = KINDS[kind][1]
    connection = await psycopg.AsyncConnection.connect("")
    async with connection.cursor() as cursor:
        async with cursor.copy(copying(kind)) as copy:
            if IS_TUNED:
                copy.set_types(TYPES[kind])
            for _ in range(page_count):
                number, records = await queue.get()
                for index, record in enumerate(records):
                    await copy.write_row(row(number * 100 + index, record))
                meter.records += len(records)
                meter.pages += 1
                if meter.pages >= 200:
                    meter.look()
    await connection.commit()
    await connection.close()


async def read_pages(url, concurrency, counts):
    adapters = {kind: TypeAdapter(Page[KINDS[kind][0]]) for kind in counts}
    meter = Meter()
    meter.pages = 0
    queues = {kind: asyncio.Queue() for kind in counts}
    limit = asyncio.Semaphore(concurrency)
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def fetch(kind, number):
            async with limit:
                async with session.get(f"{url}/{kind}", params={"page": number, "size": 100}) as response:
                    response.raise_for_status()
                    body = await response.read()
            page = adapters[kind].validate_json(body)
            queues[kind].put_nowait((number - 1, page["items"]))

        async with asyncio.TaskGroup() as group:
            for kind, count in counts.items():
                group.create_task(copy_pages(kind, queues[kind], count, meter))
                for number in range(1, count + 1):
                    group.create_task(fetch(kind, number))
    meter.tell()


def read_files(paths):
    adapters = {kind: TypeAdapter(record) for kind, (record, _, _) in KINDS.items()}
    meter = Meter()
    with psycopg.connect("") as connection:
        for path in paths:
            kind = os.path.basename(path).split(".")[0]
            row = KINDS[kind][1]
            validate = adapters[kind].validate_json
            with connection.cursor() as cursor, cursor.copy(copying(kind)) as copy:
                if IS_TUNED:
                    copy.set_types(TYPES[kind])
                write = copy.write_row
                with open(path, "rb") as lines:
                    for position, line in enumerate(lines):
                        write(row(position, validate(line)))
                        if position % 100_000 == 99_999:
                            meter.look()
                    meter.records += position + 1
    meter.look()
    meter.tell()


def main(arguments):
    if arguments[:1] == ["pages"]:
        counts = {name: int(count) for name, count in (text.split("=") for text in arguments[3:])}
        try:
            run = uvloop.run if IS_TUNED else asyncio.run
            run(read_pages(arguments[1], int(arguments[2]), counts))
        except* Exception as group:
            # The last line says why.
            sys.exit(f"{group.exceptions[0]!r}, and {len(group.exceptions) - 1} more")
    elif arguments[:1] == ["files"]:
        read_files(arguments[1:])
    else:
        sys.exit(__doc__)


main(sys.argv[2:])
