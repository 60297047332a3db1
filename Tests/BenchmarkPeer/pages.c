// Serves pages that were made before, each after a delay, and asks for them as fast as may be: what a server allows, with
// nothing of a client but its sockets.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "peer.h"

enum { request_size = 2048, head_size = 128, event_count = 512, connection_limit = 8192, list_limit = 8 };

// MARK: Pages

struct page {
  const char *text;
  size_t length;
};

// A file with a page a line, under a path.
struct list {
  char path[64];
  struct page *pages;
  long count;
};

static struct list lists[list_limit];
static int list_count;
static const struct page empty_page = {"{\"items\":[],\"total\":null,\"page\":null,\"size\":null,\"pages\":null}", 64};

static void read_list(const char *argument) {
  const char *equals = strchr(argument, '=');
  if (equals == NULL || equals - argument > 60 || list_count == list_limit) fail("pages", "a list is NAME=FILE");
  struct list *list = &lists[list_count++];
  snprintf(list->path, sizeof list->path, "/%.*s", (int)(equals - argument), argument);
  int file = open(equals + 1, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) fail(equals + 1, "it cannot be read");
  const char *text = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (text == MAP_FAILED) fail(equals + 1, strerror(errno));
  close(file);
  const char *end = text + status.st_size;
  long room = 0;
  while (text < end) {
    const char *line_end = memchr(text, '\n', (size_t)(end - text));
    if (line_end == NULL) line_end = end;
    if (list->count == room) {
      room = room == 0 ? 1024 : room * 2;
      list->pages = realloc(list->pages, (size_t)room * sizeof *list->pages);
      if (list->pages == NULL) fail("pages", "out of memory");
    }
    list->pages[list->count++] = (struct page){text, (size_t)(line_end - text)};
    text = line_end + 1;
  }
}

static struct page find_page(const char *request) {
  if (strncmp(request, "GET /", 5) != 0) return empty_page;
  const char *query = strchr(request, '?');
  if (query == NULL) return empty_page;
  for (int index = 0; index < list_count; index++) {
    size_t length = strlen(lists[index].path);
    if ((size_t)(query - request - 4) != length || strncmp(request + 4, lists[index].path, length) != 0) continue;
    const char *number = strstr(query, "page=");
    long page = number == NULL ? 0 : strtol(number + 5, NULL, 10);
    return page >= 1 && page <= lists[index].count ? lists[index].pages[page - 1] : empty_page;
  }
  return empty_page;
}

// MARK: Serving

struct connection {
  int socket;
  char request[request_size];
  size_t received;
  char head[head_size];
  size_t head_length;
  struct page page;
  size_t sent;
  bool is_waiting;
};

static struct connection *connections[connection_limit];

// Every answer waits as long as any other, so that who comes first is due first.
struct turn {
  int socket;
  double due;
};
static struct turn turns[connection_limit * 2];
static size_t first_turn, turn_count;
static int poller;

static void watch(int socket, unsigned events, int operation) {
  struct epoll_event event = {.events = events, .data.fd = socket};
  if (epoll_ctl(poller, operation, socket, &event) != 0) fail("epoll_ctl", strerror(errno));
}

static void end_connection(int socket) {
  free(connections[socket]);
  connections[socket] = NULL;
  close(socket);
}

static void accept_all(int listener) {
  while (true) {
    int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    struct connection *connection = socket < connection_limit ? calloc(1, sizeof *connection) : NULL;
    if (connection == NULL) {
      close(socket);
      continue;
    }
    int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connection->socket = socket;
    connections[socket] = connection;
    watch(socket, EPOLLIN, EPOLL_CTL_ADD);
  }
}

static void receive(struct connection *connection, double delay) {
  ssize_t count = recv(connection->socket, connection->request + connection->received,
                       request_size - 1 - connection->received, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) return end_connection(connection->socket);
  connection->received += (size_t)count;
  connection->request[connection->received] = '\0';
  if (strstr(connection->request, "\r\n\r\n") == NULL) {
    if (connection->received == request_size - 1) end_connection(connection->socket);
    return;
  }
  connection->received = 0;
  connection->page = find_page(connection->request);
  int length = snprintf(connection->head, head_size,
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n",
                        connection->page.length);
  connection->head_length = (size_t)length;
  connection->sent = 0;
  size_t place = (first_turn + turn_count++) % (connection_limit * 2);
  turns[place] = (struct turn){connection->socket, seconds() + delay};
}

static void answer(struct connection *connection) {
  while (true) {
    size_t whole = connection->head_length + connection->page.length;
    if (connection->sent == whole) break;
    ssize_t count;
    if (connection->sent < connection->head_length) {
      struct iovec parts[2] = {
          {connection->head + connection->sent, connection->head_length - connection->sent},
          {(void *)connection->page.text, connection->page.length}};
      struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
      count = sendmsg(connection->socket, &message, MSG_NOSIGNAL);
    } else {
      size_t done = connection->sent - connection->head_length;
      count = send(connection->socket, connection->page.text + done, connection->page.length - done, MSG_NOSIGNAL);
    }
    if (count < 0 && errno == EAGAIN) {
      if (!connection->is_waiting) watch(connection->socket, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
      connection->is_waiting = true;
      return;
    }
    if (count < 0) return end_connection(connection->socket);
    connection->sent += (size_t)count;
  }
  if (connection->is_waiting) watch(connection->socket, EPOLLIN, EPOLL_CTL_MOD);
  connection->is_waiting = false;
}

// Answers what is due; gives the milliseconds until the next is, and for none until the parent is to be looked for.
static int answer_due(void) {
  double now = seconds();
  while (turn_count > 0 && turns[first_turn].due <= now) {
    struct connection *connection = connections[turns[first_turn].socket];
    first_turn = (first_turn + 1) % (connection_limit * 2);
    turn_count--;
    if (connection != NULL) answer(connection);
  }
  if (turn_count == 0) return 1000;
  double left = (turns[first_turn].due - now) * 1000;
  return left < 1 ? 1 : (int)left;
}

static void end(int number) {
  (void)number;
  _exit(EXIT_SUCCESS);
}

int serve_pages(long delay_ms, int count, char **arguments) {
  for (int index = 0; index < count; index++) read_list(arguments[index]);
  struct rlimit limit = {connection_limit, connection_limit};
  setrlimit(RLIMIT_NOFILE, &limit);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 4096) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) != 0)
    fail("listen", strerror(errno));
  poller = epoll_create1(EPOLL_CLOEXEC);
  watch(listener, EPOLLIN, EPOLL_CTL_ADD);
  signal(SIGTERM, end);
  fprintf(stderr, "port %d\n", ntohs(address.sin_port));
  // Not PR_SET_PDEATHSIG, which goes by the thread that has started this, and threads end before their processes.
  pid_t parent = getppid();
  struct epoll_event events[event_count];
  while (getppid() == parent) {
    int ready = epoll_wait(poller, events, event_count, answer_due());
    for (int index = 0; index < ready; index++) {
      int socket = events[index].data.fd;
      if (socket == listener) {
        accept_all(listener);
        continue;
      }
      struct connection *connection = connections[socket];
      if (connection == NULL) continue;
      if (events[index].events & EPOLLOUT) answer(connection);
      if (connections[socket] != NULL && events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        receive(connection, (double)delay_ms / 1000);
    }
  }
  return EXIT_SUCCESS;
}

// MARK: Asking

struct asker {
  int socket;
  long left;
  char head[4096];
  size_t head_count;
};

static void ask(struct asker *asker, const char *path, long page) {
  char request[256];
  int length = snprintf(request, sizeof request, "GET /%s?page=%ld&size=100 HTTP/1.1\r\nhost: localhost\r\n\r\n", path, page);
  if (send(asker->socket, request, (size_t)length, MSG_NOSIGNAL) != length) fail("send", strerror(errno));
  asker->left = -1;
  asker->head_count = 0;
}

// Whether the answer is whole.
static bool take(struct asker *asker) {
  static char buffer[256 << 10];
  while (true) {
    ssize_t count = recv(asker->socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return false;
    if (count <= 0) fail("recv", "the server has gone");
    size_t body = (size_t)count;
    if (asker->left < 0) {
      size_t room = sizeof asker->head - 1 - asker->head_count;
      size_t kept = body < room ? body : room;
      memcpy(asker->head + asker->head_count, buffer, kept);
      asker->head_count += kept;
      asker->head[asker->head_count] = '\0';
      const char *end = strstr(asker->head, "\r\n\r\n");
      const char *length = strstr(asker->head, "content-length: ");
      if (end == NULL || length == NULL) continue;
      size_t head = (size_t)(end + 4 - asker->head);
      asker->left = strtol(length + 16, NULL, 10);
      body = body - (head - (asker->head_count - kept));
    }
    asker->left -= (long)body;
    if (asker->left <= 0) return true;
  }
}

// Asks for pages 1 to COUNT, so many at once, and prints the seconds.
int load_pages(long port, const char *path, long count, long concurrency) {
  struct rlimit limit = {connection_limit, connection_limit};
  setrlimit(RLIMIT_NOFILE, &limit);
  if (concurrency > count) concurrency = count;
  struct asker *askers = calloc((size_t)concurrency, sizeof *askers);
  if (askers == NULL) fail("load", "out of memory");
  poller = epoll_create1(EPOLL_CLOEXEC);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((unsigned short)port)};
  double start = seconds();
  long next = 1;
  for (long index = 0; index < concurrency; index++) {
    askers[index].socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(askers[index].socket, (struct sockaddr *)&address, sizeof address) != 0) fail("connect", strerror(errno));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &askers[index]};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, askers[index].socket, &event) != 0) fail("epoll_ctl", strerror(errno));
    ask(&askers[index], path, next++);
  }
  long done = 0;
  struct epoll_event events[event_count];
  while (done < count) {
    int ready = epoll_wait(poller, events, event_count, 10000);
    if (ready <= 0) fail("load", "the server is silent");
    for (int index = 0; index < ready; index++) {
      struct asker *asker = events[index].data.ptr;
      if (!take(asker)) continue;
      done++;
      if (next <= count) ask(asker, path, next++);
    }
  }
  printf("%.6f\n", seconds() - start);
  return EXIT_SUCCESS;
}
