#include <arpa/inet.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int visits;

int main(int argc, char **argv) {
    const char *port = getenv("PORT");
    sqlite3 *database;
    if (argc < 2 || sqlite3_open(argv[1], &database) != SQLITE_OK) return 1;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)atoi(port ? port : "8080"));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 8) != 0) return 1;
    sqlite3_exec(database, "CREATE TABLE visits (at TEXT)", 0, 0, 0);
    for (;;) {
        int client = accept(server, 0, 0);
        char request[2048];
        ssize_t length = read(client, request, sizeof request - 1);
        if (length <= 0) {
            close(client);
            continue;
        }
        char body[32], response[256];
        /* The first request is the one that waits for the server. */
        sprintf(body, "%d\n", visits++);
        sqlite3_exec(database, "INSERT INTO visits VALUES (datetime())", 0, 0, 0);
        sprintf(response, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen(body), body);
        write(client, response, strlen(response));
        close(client);
    }
}
