#pragma once

// What the parts of the peer share.

enum { misuse = 2, body_size = 256 };

void fail(const char *doing, const char *reason);
double seconds(void);

int publish_messages(const char *queue, long count, long window, long size);
int consume_messages(const char *queue, long count, long batch, long prefetch);
int time_roundtrips(const char *queue, long count, long pause);
int declare_queue(const char *queue);
int delete_queue(const char *queue);
int serve_pages(long delay_ms, int count, char **arguments);
int load_pages(long port, const char *path, long count, long concurrency);
