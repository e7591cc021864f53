#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Answers each request with its own first line. */
static void answer(int peer) {
  char request[4096];
  ssize_t length = read(peer, request, sizeof request - 1);
  if (length > 0) {
    char *end;
    request[length] = '\0';
    end = strpbrk(request, "\r\n");
    if (end) *end = '\0';
    dprintf(peer, "HTTP/1.0 200 OK\r\ncontent-length: %zu\r\n\r\n%s", strlen(request), request);
  }
  close(peer);
}

int main(void) {
  const char *port = getenv("PORT");
  struct sockaddr_in address = {0};
  int on = 1;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_family = AF_INET;
  address.sin_port = htons((unsigned short)atoi(port ? port : "7000"));
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 16) != 0) {
    perror("echo-server");
    return 1;
  }
  for (;;) {
    int peer = accept(server, NULL, NULL);
    if (peer >= 0) answer(peer);
  }
}
