#include <cstdlib>
#include <iostream>
#include <sqlite3.h>

int main() {
  sqlite3 *database;
  const char *path = std::getenv("LEDGER_DB");
  if (sqlite3_open(path ? path : ":memory:", &database) != SQLITE_OK) return 1;
  sqlite3_exec(database, "CREATE TABLE IF NOT EXISTS entries (amount INTEGER)", nullptr, nullptr, nullptr);
  std::cout << sqlite3_libversion() << std::endl;
  sqlite3_close(database);
}
