#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 8080)};
  bind(listener, (struct sockaddr *)&address, sizeof address);
  listen(listener, 16);
  for (;;) {
    int client = accept(listener, 0, 0);
    FILE *page = fopen("www/index.html", "r");
    char line[512];
    dprintf(client, "HTTP/1.0 200 OK\r\n\r\n");
    while (page && fgets(line, sizeof line, page)) dprintf(client, "%s", line);
    if (page) fclose(page);
    close(client);
  }
}
