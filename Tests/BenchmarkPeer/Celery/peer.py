"""The peer of the benchmark `pipeline`: what a Celery worker does with tasks that each leave one row.

As safe as Celery can be made, and tuned: late acks on a quorum queue, many messages fetched ahead, no results, no
remote control, a connection for each process, one round trip to the database for the upsert with its commit.
"""

import os
import sys

import psycopg
from celery import Celery
from celery.signals import worker_process_init, worker_ready
from kombu import Exchange, Queue

QUEUE = "celery.norm"
UPSERT = """
insert into public.celery_result(item, value) values (%s, %s)
on conflict (item) do update set value = excluded.value, at = clock_timestamp()
"""

app = Celery("peer", broker=os.environ["HOOKLINE_AMQP_URL"])
app.conf.update(
    broker_transport_options={"confirm_publish": True},
    task_queues=[
        Queue(QUEUE, Exchange(""), routing_key=QUEUE, durable=True, queue_arguments={"x-queue-type": "quorum"})
    ],
    task_default_queue=QUEUE,
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=100,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
)

connection = None


@worker_process_init.connect
def connect(**_):
    """Each process has a connection of its own; where the database is comes from libpq's variables."""
    global connection
    connection = psycopg.connect("", autocommit=True)


@worker_ready.connect
def tell(**_):
    print("peer is ready", file=sys.stderr, flush=True)


@app.task(name="peer.settle")
def settle(item):
    connection.execute(UPSERT, (item, item))
