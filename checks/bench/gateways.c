/* gateways: answers as pptpd (TCP) and xl2tpd (UDP) do, on every local address, for any number of clients and with little
 * processor time, which it shares with those who are measured. Says "TCP-PORT UDP-PORT", and ends with its standard input. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096, RECEIVE_BUFFER = 1 << 22, TUNNEL_ID = 9 };

/* RFC 2637, 2.2 and 2.4. */
static const unsigned char SCCRP_HEAD[] = {0, 0x9c, 0, 1, 0x1a, 0x2b, 0x3c, 0x4d, 0, 2, 0, 0, 1, 0,
                                           1, 0,    0, 0, 0,    0,    0,    0,    0, 0, 0, 1, 0, 1};
static const unsigned char STOP_REPLY[] = {0, 0x10, 0, 1, 0x1a, 0x2b, 0x3c, 0x4d, 0, 4, 0, 0, 1, 0, 0, 0};

/* RFC 2661, 6.2: the attributes of an SCCRP. */
static const unsigned char SCCRP_AVPS[] = {
    0x80, 8,  0, 0, 0, 0,  0, 2,                                                                      /* type */
    0x80, 8,  0, 0, 0, 2,  1, 0,                                                                      /* version */
    0x80, 10, 0, 0, 0, 3,  0, 0, 0, 3,                                                                /* framing */
    0x80, 10, 0, 0, 0, 4,  0, 0, 0, 0,                                                                /* bearer */
    0,    8,  0, 0, 0, 6,  6, 0x90,                                                                   /* firmware */
    0x80, 9,  0, 0, 0, 7,  'l', 'n', 's',                                                             /* host name */
    0,    19, 0, 0, 0, 8,  'x', 'e', 'l', 'e', 'r', 'a', 'n', 'c', 'e', '.', 'c', 'o', 'm',           /* vendor */
    0x80, 8,  0, 0, 0, 9,  0x5b, 0x3b,                                                                /* tunnel */
    0x80, 8,  0, 0, 0, 10, 0, 4,                                                                      /* window */
};

static unsigned char sccrp[0x9c];
static uint16_t tunnels[1 << 16]; /* by the client's port, in network order */

static void give_up(const char *what) {
  perror(what);
  exit(1);
}

static int bound(int type) {
  struct sockaddr_in any = {.sin_family = AF_INET};
  int fd = socket(AF_INET, type | SOCK_NONBLOCK, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&any, sizeof any) < 0)
    give_up("gateways: no socket");
  return fd;
}

static int port(int fd) {
  struct sockaddr_in name;
  socklen_t length = sizeof name;
  if (getsockname(fd, (struct sockaddr *)&name, &length) < 0)
    give_up("gateways: no port");
  return ntohs(name.sin_port);
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
    give_up("gateways: epoll");
}

static void answer_pptp(int fd) {
  unsigned char in[4096];
  ssize_t got = read(fd, in, sizeof in);
  const void *out = got > 9 && in[9] == 1 ? (const void *)sccrp : STOP_REPLY;
  size_t length = out == STOP_REPLY ? sizeof STOP_REPLY : sizeof sccrp;
  if (got <= 0 || write(fd, out, length) < 0)
    close(fd);
}

static uint16_t tunnel_of(const unsigned char *in, ssize_t got) {
  uint16_t tunnel = 0;
  for (ssize_t at = 12; at + 8 <= got;) {
    int length = (in[at] & 3) << 8 | in[at + 1];
    if (length < 6)
      break;
    if (in[at + 4] == 0 && in[at + 5] == TUNNEL_ID)
      memcpy(&tunnel, in + at + 6, 2);
    at += length;
  }
  return tunnel;
}

/* An SCCRP for an SCCRQ; the rest is acknowledged. From the address that was asked: its ancillary data goes back. */
static void answer_l2tp(int fd) {
  unsigned char in[4096], out[12 + sizeof SCCRP_AVPS] = {0xc8, 2};
  char ancillary[256];
  struct sockaddr_in peer;
  for (;;) {
    struct iovec vector = {in, sizeof in};
    struct msghdr message = {&peer, sizeof peer, &vector, 1, ancillary, sizeof ancillary, 0};
    ssize_t got = recvmsg(fd, &message, 0);
    if (got < 0)
      return;
    if (got <= 12)
      continue;
    int asks = got > 19 && in[18] == 0 && in[19] == 1;
    if (asks)
      tunnels[peer.sin_port] = tunnel_of(in, got);
    size_t length = asks ? sizeof out : 12;
    uint16_t expected = htons((uint16_t)((in[8] << 8 | in[9]) + 1));
    out[2] = 0;
    out[3] = (unsigned char)length;
    memcpy(out + 4, &tunnels[peer.sin_port], 2);
    out[8] = 0;
    out[9] = asks ? 0 : 1;
    memcpy(out + 10, &expected, 2);
    memcpy(out + 12, SCCRP_AVPS, sizeof SCCRP_AVPS);
    vector = (struct iovec){out, length};
    sendmsg(fd, &message, 0);
  }
}

int main(void) {
  int epoll = epoll_create1(0), listener = bound(SOCK_STREAM), datagrams = bound(SOCK_DGRAM);
  int on = 1, buffer = RECEIVE_BUFFER;
  memcpy(sccrp, SCCRP_HEAD, sizeof SCCRP_HEAD);
  strcpy((char *)sccrp + 28, "local");
  strcpy((char *)sccrp + 92, "linux");
  if (epoll < 0 || listen(listener, BACKLOG) < 0)
    give_up("gateways: listen");
  setsockopt(datagrams, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
  setsockopt(datagrams, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  watch(epoll, STDIN_FILENO);
  watch(epoll, listener);
  watch(epoll, datagrams);
  printf("%d %d\n", port(listener), port(datagrams));
  fflush(stdout);
  for (;;) {
    struct epoll_event events[64];
    int ready = epoll_wait(epoll, events, 64, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == STDIN_FILENO) {
        return 0;
      } else if (fd == listener) {
        for (int client; (client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;)
          watch(epoll, client);
      } else if (fd == datagrams) {
        answer_l2tp(fd);
      } else {
        answer_pptp(fd);
      }
    }
  }
}
