#include <curl/curl.h>
#include <sqlite3.h>
#include <stdio.h>

int main(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    printf("%s\n", curl_version() != NULL && sqlite3_libversion_number() > 0 ? "fetched" : "no library");
    return 0;
}
