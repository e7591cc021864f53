#include <curl/curl.h>
#include <sqlite3.h>
#include <stdio.h>

int main(void) {
    printf("%s %s\n", sqlite3_libversion(), curl_version() ? "yes" : "no");
    return 0;
}
