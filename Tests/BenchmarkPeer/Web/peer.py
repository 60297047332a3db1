"""The peer of the benchmark `http`: stored lists by FastAPI and asyncpg, as their documentation shows it.

The document is put together by the database, in one prepared statement, and sent as it comes: the quickest way that
Python has, since nothing is parsed or written there.
"""

import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Response

QUERY = """
select json_build_object('handle', a.handle, 'run', r.run_id, 'ranker', r.ranker, 'considered', r.considered,
  'videos', r.videos, 'madeAt', r.made_at, 'items', (
    select json_agg(json_build_object('rank', i.rank, 'trackId', t.id::text, 'track', t.title, 'artist', t.artist,
      'score', i.score, 'reasons', i.reasons) order by i.rank)
    from recommendation_item i
    left join lateral (select canonical_id from track_identity where track_id = i.track_id limit 1) c on true
    cross join lateral (select id, title, artist from track where id = coalesce(c.canonical_id, i.track_id) limit 1) t
    where i.recommendation_id = r.id and i.rank <= 20))::text
from (select id, handle from author where platform = 'tiktok' and handle = $1 order by seen_at desc limit 1) a
cross join lateral (select * from recommendation where author_id = a.id order by made_at desc, id desc limit 1) r
"""


@asynccontextmanager
async def lifespan(app):
    settings = {"search_path": "hookline,public"}
    app.state.pool = await asyncpg.create_pool(os.environ["PEER_DATABASE_URL"], min_size=8, max_size=8,
                                               server_settings=settings)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


@app.get("/v1/creators/{handle}/recommendations")
async def recommendations(handle: str):
    text = await app.state.pool.fetchval(QUERY, handle)
    if text is None:
        return Response(status_code=404)
    return Response(text, media_type="application/json")
